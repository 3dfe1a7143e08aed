// The organisations that policy cases speak of: one local team of either shape and one of each other kind in one region, a second institution there,
// and a second team and Veilig Thuis elsewhere.
export const ORGANISATIONS = {
  'team-a': 'lokaal team van de gemeente (vorm A)',
  'team-b': 'lokaal team bij een aanbieder (vorm B)',
  'team-c': 'nog een lokaal team bij een aanbieder, in een andere regio',
  vt: 'Veilig Thuis',
  rvdk: 'Raad voor de Kinderbescherming',
  gi: 'gecertificeerde instelling',
  'vt-b': 'nog een Veilig Thuis, in een andere regio',
  'gi-b': 'nog een gecertificeerde instelling',
  register: 'basisregistratie personen',
  access: 'wat Samenzicht zelf bijhoudt, bij de eigen organisatie',
} as const;
