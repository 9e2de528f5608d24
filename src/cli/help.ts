/** What `opstap help` prints. */
export const HELP = `opstap: het protocol van de regio op de opdrachtregel

  opstap simulate BESTAND|-          wat er in een beschreven casus open staat, wanneer en waarom
  opstap explain CASUS [STAP]        waarom een stap van een echte casus open staat, of wat hem tegenhoudt
  opstap facts PROTOCOL              de gegevens die een protocol vraagt
  opstap interpret "TEKST"            wat de bot in een vraag of opdracht herkent, en hoe zeker
  opstap people import BESTAND|- [--preview]   laat mensen van een lijst toe, allemaal of niemand
  opstap people add --tenant GUID --object-id GUID --role ROL --organisation "…" --region PROTOCOL   laat iemand toe
  opstap people list [--names]       wie er is toegelaten, bij welke organisatie en met welke rol
  opstap people join CASUS --tenant GUID --object-id GUID [--casushouder]   laat iemand meedoen in een casus
  opstap people leave --tenant GUID --object-id GUID [--successor TENANT/OBJECT]   iemand gaat weg
  opstap decisions list [--case CASUS] [--today] [--protocol AFSPRAKEN]   het besluitenregister
  opstap decisions export [--format csv|json] [--out BESTAND]   hetzelfde als bestand
  opstap tables list                 tafels die voorbij zijn
  opstap tables minutes TAFEL [--part 1|2] [--html] [--out BESTAND]   het verslag, als tekst of om af te drukken
  opstap privacy export CASUS [--out BESTAND]     alles wat Opstap over een casus bewaart
  opstap privacy erase CASUS --reason "…" [--yes]   wist een afgesloten casus; zonder --yes alleen wat weggaat
  opstap privacy retention [--dry-run] [--yes]    wist afgesloten casussen die over hun bewaartermijn zijn
  opstap privacy log                 welke casussen zijn gewist, wanneer, door wie en waarom
  opstap settings show|set PROTOCOL|--mine [INSTELLING=WAARDE …]   wat een regio of persoon heeft ingesteld
  opstap tallies show|set PROTOCOL [TELLING AANTAL=WAARDE …] [--year JAAR]   wat een regio per jaar telt
  opstap outbox list [--state dead|ambiguous|queued]   berichten die wachten, niet aankwamen of misschien dubbel zijn
  opstap audit verify [--expect HASH]   of het logboek nog is zoals het werd geschreven
  opstap protocols lint [PROTOCOL|BESTAND]   fouten in de protocollen, met bestand, regel en herstel
  opstap ask "…" [--protocol ID]      het antwoord dat de bot zou geven, met de bron
  opstap answers lint                fouten in de vragen en antwoorden
  opstap answers unanswered          vragen die aan een deskundige zijn doorgegeven en nog open staan
  opstap answers export PROTOCOL [--out MAP]   goedgekeurde antwoorden als bestanden voor content/answers
  opstap protocols list              de protocollen en hun routes
  opstap protocols rules [PROTOCOL]  elke regel van de bron: waar die staat en wat hem bewijst
  opstap protocols compare [ONDERWERP]   de regio's naast elkaar over een onderwerp
  opstap protocols diff OUD NIEUW [--cases]   wat een nieuwe versie (twee bestanden) verandert
  opstap protocols diff PROTOCOL     hetzelfde voor de versies waarop nu casussen lopen
  opstap protocols move CASUS [--yes]   een casus naar de nieuwe versie: eerst zien, dan doen
  opstap protocols diagram [PROTOCOL] [--out MAP]   tekeningen (Mermaid), per route
  opstap protocols schema            maakt het schema voor editors opnieuw
  opstap --version

  --json      een JSON-object op de standaarduitvoer (docs/cli.md)
  --lang en   Engels (simulate, explain, facts, ask, protocols compare)

Uitgang: 0 gelukt, 1 het antwoord is nee (fouten gevonden, casus niet gevonden), 2 verkeerde vraag of invoer.
`;
