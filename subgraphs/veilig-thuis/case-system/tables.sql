-- The tables of the case system, in its own words. `deelbare_tekst` is what the author marked shareable; `interne_tekst`,
-- `werkaantekening` and the protected part (`melder`, `informant`) are what makes this a real file.

create table organisatie (oin text primary key, naam text not null);

create table medewerker (id text primary key, naam text not null, functie text not null, telefoon text, email text);
create table teamlid (medewerker text not null references medewerker, team text not null, vanaf date not null, tot date);

create table casus (
  id text primary key, soort_huishouden text not null, regio text not null, geopend_op date not null, gesloten_op date
);
create table betrokkene (
  casus text not null references casus, sleutel text not null, bsn text, hoedanigheden text[] not null,
  vanaf date not null, tot date, primary key (casus, sleutel, vanaf)
);
create index betrokkene_sleutel on betrokkene (sleutel);
create index betrokkene_bsn on betrokkene (bsn) where bsn is not null;
create table betrokkenheid (
  id text primary key, casus text not null references casus, medewerker text references medewerker, team text, soort text not null,
  vanaf date not null, tot date, herkomst text, achtergehouden boolean not null, check (medewerker is not null or team is not null)
);
create index betrokkenheid_casus on betrokkenheid (casus);
create index betrokkenheid_medewerker on betrokkenheid (medewerker);
create table contactpersoon (
  id text primary key, casus text not null references casus, medewerker text references medewerker, team text,
  vast boolean not null, vanaf date not null, tot date, herkomst text, achtergehouden boolean not null,
  check (medewerker is not null or team is not null)
);
-- Who was told of a betrokkenheid or contactpersoon, and when.
create table verteld (stuk text not null, sleutel text not null, op date not null, primary key (stuk, sleutel));

create table melding (
  id text primary key, casus text not null references casus, nummer text not null, ontvangen_op date not null,
  aanleiding text not null check (aanleiding ~ '^0[1-9]$'), betrokkenen text[] not null,
  vastgelegd_door text not null references medewerker, getoetst_door text references medewerker, betwist boolean not null,
  herkomst text, achtergehouden boolean not null
);
create index melding_betrokkenen on melding using gin (betrokkenen);
create table melder (
  id text primary key, melding text not null unique references melding, hoedanigheid text not null, naam text, telefoon text
);
create table triagebesluit (melding text primary key references melding, datum date not null, besluit text not null);
create table overdracht (id text primary key, melding text not null references melding, over text[] not null, aan text not null);

create table veiligheidsbeoordeling (
  id text primary key, casus text not null references casus, betrokkenen text[] not null, datum date not null,
  instrument text not null, versie text, geldig_tot date, afnemer text references medewerker,
  herkomst text, achtergehouden boolean not null
);
create index veiligheidsbeoordeling_betrokkenen on veiligheidsbeoordeling using gin (betrokkenen);

create table onderzoek (
  id text primary key, casus text not null references casus, nummer text not null, betrokkenen text[] not null,
  gestart_op date not null, afgerond_op date, vastgelegd_door text not null references medewerker,
  getoetst_door text references medewerker, betwist boolean not null, herkomst text, achtergehouden boolean not null
);
create index onderzoek_betrokkenen on onderzoek using gin (betrokkenen);
create table informant (
  id text primary key, onderzoek text not null references onderzoek, hoedanigheid text not null, naam text, telefoon text
);

create table vervolg (
  id text primary key, casus text not null references casus, betrokkenen text[] not null, dienst text not null,
  gestart_op date not null, beeindigd_op date, besluit text, herkomst text, achtergehouden boolean not null
);
create index vervolg_betrokkenen on vervolg using gin (betrokkenen);
create table contactmoment (
  id text primary key, vervolg text not null references vervolg, over text[] not null, datum date not null, soort text not null,
  deelbare_tekst text, interne_tekst text, herleidbaar_tot_melder boolean not null
);

create table plan (
  id text primary key, casus text not null references casus, betrokkenen text[] not null,
  soort text not null check (soort in ('veiligheidsplan', 'plan van aanpak')), status text not null,
  geldig_van date, geldig_tot date, herkomst text, achtergehouden boolean not null
);
create index plan_betrokkenen on plan using gin (betrokkenen);

create table huisverbod (
  id text primary key, casus text not null references casus, betrokkenen text[] not null, besluitdatum date not null,
  einddatum date not null, verlengd boolean not null, rihg text, herkomst text, achtergehouden boolean not null
);
create index huisverbod_betrokkenen on huisverbod using gin (betrokkenen);

create table medische_bevinding (
  id text primary key, casus text not null references casus, betrokkenen text[] not null, datum date not null,
  deelbare_tekst text, interne_tekst text, herkomst text, achtergehouden boolean not null
);
create index medische_bevinding_betrokkenen on medische_bevinding using gin (betrokkenen);

create table veiligheidsbericht (
  id text primary key, betrokkenen text[] not null, instructie text not null, bellen text not null references medewerker,
  vanaf date not null, tot date, herkomst text, achtergehouden boolean not null
);
create index veiligheidsbericht_betrokkenen on veiligheidsbericht using gin (betrokkenen);

create table deel (
  id text primary key, stuk text not null, volgorde int not null, over text[] not null, aarden text[] not null, uitkomst text,
  onderwerp text, deelbare_tekst text, interne_tekst text, ingestemd text[] not null,
  herleidbaar_tot_melder boolean not null
);
create index deel_stuk on deel (stuk, volgorde);

create table werkaantekening (id text primary key, casus text not null references casus, medewerker text not null, tekst text not null);
