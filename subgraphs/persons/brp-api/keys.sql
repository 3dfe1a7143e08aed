-- Inner keys by BSN, for a register behind which the BRP itself stands. A register that kept its people itself before keeps their keys.
create schema if not exists register_keys;
create table if not exists register_keys.person (key text primary key, bsn text not null unique);
do $$
begin
  if to_regclass('register.person') is not null then
    insert into register_keys.person (key, bsn) select key, bsn from register.person where bsn is not null on conflict do nothing;
  end if;
end
$$;
