// The organisations that policy cases speak of: two local teams of either shape, and one of each other kind, in one region; and one elsewhere.
export const ORGANISATIONS = {
  'team-a': 'lokaal team van de gemeente (vorm A)',
  'team-b': 'lokaal team bij een aanbieder (vorm B)',
  'team-c': 'nog een lokaal team bij een aanbieder, in een andere regio',
  vt: 'Veilig Thuis',
  rvdk: 'Raad voor de Kinderbescherming',
  gi: 'gecertificeerde instelling',
  register: 'basisregistratie personen',
  access: 'wat Samenzicht zelf bijhoudt, bij de eigen organisatie',
} as const;
