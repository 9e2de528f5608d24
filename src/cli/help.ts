/** What `opstap help` prints. */
export const HELP = `opstap: het protocol van de regio op de opdrachtregel

  opstap simulate BESTAND|-          wat er in een beschreven casus open staat, wanneer en waarom
  opstap explain CASUS [STAP]        waarom een stap van een echte casus open staat, of wat hem tegenhoudt
  opstap facts PROTOCOL              de gegevens die een protocol vraagt
  opstap interpret "TEKST"            wat de bot in een vraag of opdracht herkent, en hoe zeker
  opstap people add --tenant GUID --object-id GUID --role ROL [--role ROL] [--name "…"]   laat iemand toe
  opstap people list [--names]       wie er is toegelaten, met welke rol
  opstap people join CASUS --tenant GUID --object-id GUID   laat iemand meedoen in een casus
  opstap ask "…" [--protocol ID]      het antwoord dat de bot zou geven, met de bron
  opstap answers lint                fouten in de vragen en antwoorden
  opstap protocols lint [PROTOCOL]   fouten in de protocollen, met bestand, regel en herstel
  opstap protocols list              de protocollen en hun routes
  opstap protocols diagram [PROTOCOL] [--out MAP]   tekeningen (Mermaid), per route
  opstap protocols schema            maakt het schema voor editors opnieuw
  opstap --version

  --json      een JSON-object op de standaarduitvoer (docs/cli.md)
  --lang en   Engels (simulate, explain, facts, ask)

Uitgang: 0 gelukt, 1 het antwoord is nee (fouten gevonden, casus niet gevonden), 2 verkeerde vraag of invoer.
`;
