import { type Kysely, sql } from 'kysely'

/** Where towns are, so that "Plzeň" written down anywhere stands on the map of where people live. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table towns (
        name text primary key,
        region text not null default '',
        country text not null default '',
        check ((region = '') <> (country = ''))
      );
      comment on column towns.name is 'plain';
      comment on column towns.region is 'plain';
      comment on column towns.country is 'plain';
      grant select on towns to krajan_app, krajan_finder;

      -- the first words of what was written: "Plzeň – Bory", "Brno-Židenice" and "Praha 6" are towns too
      create function town_of(residence text) returns towns language sql stable set search_path = public, pg_temp as $$
        select t from towns t where t.name = any (array[
          fold(trim(regexp_replace(residence, '[,(/–].*$|\\s+-\\s.*$|\\s*\\d.*$', ''))), fold(trim(split_part(residence, '-', 1))), fold(trim(residence))])
        order by length(t.name) desc limit 1 $$;

      -- whoever writes where somebody lives need not look up the region; what a person chose themselves stays
      create function find_residence() returns trigger language plpgsql set search_path = public, pg_temp as $$
      declare
        place towns;
        before towns;
      begin
        if tg_op = 'UPDATE' then
          if (new.residence_region, new.residence_country) is distinct from (old.residence_region, old.residence_country) then
            return new;
          end if;
          before := town_of(old.residence);
          if (new.residence_region, new.residence_country) <> ('', '')
              and (new.residence_region, new.residence_country)
                is distinct from (coalesce(before.region, ''), coalesce(before.country, '')) then
            return new;
          end if;
        end if;
        place := town_of(new.residence);
        new.residence_region := coalesce(place.region, '');
        new.residence_country := coalesce(place.country, '');
        return new;
      end $$;
      create trigger find_residence_of_new before insert on contacts for each row
        when (new.residence <> '' and new.residence_region = '' and new.residence_country = '')
        execute function find_residence();
      create trigger find_residence_of_moved before update of residence on contacts for each row
        when (new.residence <> old.residence) execute function find_residence();
    `)
    .execute(db)
  for (const [place, names] of Object.entries(towns)) {
    const column = place.length === 2 ? 'country' : 'region'
    await sql`insert into towns (name, ${sql.ref(column)}) select distinct fold(name), ${place} from unnest(${names.split(', ')}::text[]) as name`.execute(
      db,
    )
  }
  await sql
    .raw(`
      update contacts c set residence_region = t.region, residence_country = t.country
        from (select distinct residence from contacts where residence <> '') said cross join lateral town_of(said.residence) t
        where c.residence = said.residence and t.name is not null and c.residence_region = '' and c.residence_country = '';

      create index contacts_by_region on contacts (centre_id, residence_region, id);
      create index contacts_by_country on contacts (centre_id, residence_country, id);
    `)
    .execute(db)
}

const towns: Record<string, string> = {
  CZ010: 'Praha, Prague, Prag, Прага',
  CZ020:
    'Kladno, Mladá Boleslav, Příbram, Kolín, Kutná Hora, Mělník, Beroun, Benešov, Nymburk, Rakovník, Brandýs nad Labem, Poděbrady, Slaný, Neratovice, Říčany, Kralupy nad Vltavou, Čelákovice, Vlašim, Milovice, Dobříš, Roztoky, Hostivice, Černošice, Lysá nad Labem, Český Brod, Sedlčany, Čáslav',
  CZ031:
    'České Budějovice, Tábor, Písek, Strakonice, Jindřichův Hradec, Český Krumlov, Prachatice, Třeboň, Milevsko, Vimperk, Týn nad Vltavou, Soběslav, Dačice, Kaplice, Blatná, Vodňany',
  CZ032:
    'Plzeň, Pilsen, Klatovy, Rokycany, Tachov, Domažlice, Sušice, Stříbro, Nýřany, Přeštice, Třemošná, Horšovský Týn, Blovice, Nepomuk, Kralovice',
  CZ041:
    'Karlovy Vary, Karlsbad, Cheb, Sokolov, Mariánské Lázně, Ostrov, Chodov, Aš, Kraslice, Františkovy Lázně, Nejdek, Habartov, Loket, Jáchymov, Kynšperk nad Ohří, Horní Slavkov, Žlutice, Toužim, Bochov, Luby, Teplá',
  CZ042:
    'Ústí nad Labem, Most, Děčín, Teplice, Chomutov, Litvínov, Litoměřice, Jirkov, Žatec, Louny, Kadaň, Varnsdorf, Klášterec nad Ohří, Bílina, Krupka, Rumburk, Roudnice nad Labem, Lovosice, Podbořany',
  CZ051:
    'Liberec, Jablonec nad Nisou, Česká Lípa, Turnov, Semily, Nový Bor, Frýdlant, Tanvald, Železný Brod, Jilemnice, Mimoň, Hrádek nad Nisou',
  CZ052:
    'Hradec Králové, Trutnov, Náchod, Jičín, Rychnov nad Kněžnou, Dvůr Králové nad Labem, Vrchlabí, Jaroměř, Nové Město nad Metují, Hořice, Nová Paka, Nový Bydžov, Dobruška, Červený Kostelec',
  CZ053:
    'Pardubice, Chrudim, Svitavy, Ústí nad Orlicí, Česká Třebová, Vysoké Mýto, Litomyšl, Moravská Třebová, Lanškroun, Polička, Hlinsko, Přelouč, Choceň, Žamberk, Holice',
  CZ063:
    'Jihlava, Třebíč, Havlíčkův Brod, Žďár nad Sázavou, Pelhřimov, Velké Meziříčí, Humpolec, Nové Město na Moravě, Bystřice nad Pernštejnem, Chotěboř, Ledeč nad Sázavou, Moravské Budějovice, Telč, Světlá nad Sázavou',
  CZ064:
    'Brno, Brünn, Znojmo, Hodonín, Břeclav, Vyškov, Blansko, Boskovice, Kuřim, Kyjov, Veselí nad Moravou, Mikulov, Tišnov, Ivančice, Hustopeče, Slavkov u Brna, Letovice, Rosice',
  CZ071:
    'Olomouc, Prostějov, Přerov, Šumperk, Šternberk, Jeseník, Zábřeh, Uničov, Litovel, Mohelnice, Lipník nad Bečvou, Kojetín',
  CZ072:
    'Zlín, Kroměříž, Vsetín, Uherské Hradiště, Valašské Meziříčí, Otrokovice, Uherský Brod, Rožnov pod Radhoštěm, Holešov, Bystřice pod Hostýnem, Luhačovice',
  CZ080:
    'Ostrava, Havířov, Karviná, Opava, Frýdek-Místek, Orlová, Třinec, Český Těšín, Nový Jičín, Krnov, Bohumín, Kopřivnice, Bruntál, Hlučín, Frenštát pod Radhoštěm, Bílovec, Studénka, Příbor',
  DE: 'Berlín, Berlin, Drážďany, Dresden, Mnichov, München, Munich, Lipsko, Leipzig, Norimberk, Nürnberg, Hamburk, Hamburg, Frankfurt, Frankfurt nad Mohanem, Stuttgart, Kolín nad Rýnem, Köln, Düsseldorf, Řezno, Regensburg, Chemnitz, Saská Kamenice, Pasov, Bayreuth, Selb, Weiden, Zwickau, Cvikov',
  AT: 'Vídeň, Wien, Vienna, Linec, Linz, Salzburg, Salcburk, Graz, Štýrský Hradec, Innsbruck',
  SK: 'Bratislava, Košice, Žilina, Nitra, Trnava, Trenčín, Prešov, Banská Bystrica, Martin, Poprad',
  PL: 'Varšava, Warszawa, Krakov, Kraków, Vratislav, Wrocław, Katovice, Katowice, Poznaň, Gdaňsk, Lodž',
  GB: 'Londýn, London, Edinburgh, Manchester, Birmingham, Bristol, Oxford, Cambridge, Glasgow, Leeds',
  IE: 'Dublin, Cork, Galway',
  NL: 'Amsterdam, Rotterdam, Haag, Utrecht, Eindhoven, Delft',
  BE: 'Brusel, Brussels, Bruxelles, Antverpy, Gent, Lovaň',
  LU: 'Lucemburk, Luxembourg',
  FR: 'Paříž, Paris, Lyon, Štrasburk, Marseille, Toulouse, Bordeaux',
  CH: 'Curych, Zürich, Ženeva, Basilej, Bern, Lausanne',
  ES: 'Madrid, Barcelona, Valencie, Málaga, Sevilla',
  IT: 'Řím, Milán, Turín, Bologna, Florencie, Benátky, Terst',
  DK: 'Kodaň, Aarhus, Copenhagen',
  SE: 'Stockholm, Göteborg, Malmö',
  NO: 'Oslo, Bergen, Trondheim',
  US: 'New York, San Francisco, Boston, Chicago, Los Angeles, Seattle, Washington',
  CA: 'Toronto, Vancouver, Montreal',
  AU: 'Sydney, Melbourne, Brisbane, Perth',
  UA: 'Kyjiv, Kyjev, Київ, Charkiv, Харків, Lviv, Lvov, Львів, Dnipro, Дніпро, Odesa, Oděsa, Одеса, Zaporižžja, Užhorod, Ужгород, Vinnycja',
}
