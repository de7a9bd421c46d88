#!/bin/bash
# The shipped gazetteer: it loads, and reads what a person would.
. tests/cli/lib.sh

cat >"$T/texts.jsonl" <<'END'
{"id":"english","date":"2017-07-07","text":"Chancellor Angela Merkel received Russian President Vladimir Putin in Hamburg. Merkel and Mr. Putin spoke of Ukraine and NATO."}
{"id":"lower","date":"2017-07-07","text":"president trump and russian president vladimir putin met at the g 20 summit in hamburg germany secretary of state rex tillerson told us that mr putin had denied any hindrance to us and to the u s election"}
{"id":"french","date":"2015-11-14","text":"Le président François Hollande et la chancelière Angela Merkel se sont rencontrés à Paris. L'Allemagne et la France soutiennent l'Ukraine, a déclaré Hollande."}
{"id":"german","date":"2012-10-09","text":"Bundeskanzlerin Angela Merkel reiste nach Paris. Griechenland brauche die Europäische Union, sagte Merkel in Deutschland."}
{"id":"russian","date":"2014-03-18","text":"Москва. Выступил Владимир Путин. Россия и Украина."}
{"id":"chinese","date":"2016-09-05","text":"中国和俄罗斯。法国、德国与英国。"}
{"id":"arabic","date":"2013-09-07","text":"سوريا، العراق. فرنسا، روسيا."}
{"id":"capitals","date":"2011-11-04","text":"OBAMA AND SARKOZY MEET IN CANNES. BARACK OBAMA AND NICOLAS SARKOZY SPOKE OF GREECE AND THE IMF."}
{"id":"abbreviations","text":"The U.S., the U.K. and the U.A.E. voted at the U.N. today. The US told us so."}
{"id":"commas","text":"He named India, China, Pakistan and South Korea."}
END
gazet tag "$T/texts.jsonl" >"$T/tagged" 2>"$T/err"
status=$?
holds 'the shipped set loads without a word' test "$status" -eq 0 -a ! -s "$T/err"

reads() { # TITLE ID <<END: words and entities in order, nested ones indented
	cat >"$T/expected"
	jq -r --arg id "$2" 'select(.id == $id) | .mentions[] | (if .nested then "  " else "" end) + .text + " = " + .entity' "$T/tagged" >"$T/got"
	same "$1" "$T/expected" "$T/got"
}
reads 'English' english <<'END'
Angela Merkel = person/angela-merkel
Russian = country/ru
Vladimir Putin = person/vladimir-putin
Hamburg = place/hamburg
Merkel = person/angela-merkel
Putin = person/vladimir-putin
Ukraine = country/ua
NATO = org/nato
END
reads 'lower case without punctuation' lower <<'END'
trump = person/donald-trump
russian = country/ru
vladimir putin = person/vladimir-putin
g 20 summit = event/g20-2017
hamburg = place/hamburg
germany = country/de
rex tillerson = person/rex-tillerson
putin = person/vladimir-putin
u s = country/us
END
reads 'French' french <<'END'
François Hollande = person/francois-hollande
Angela Merkel = person/angela-merkel
Paris = place/paris
Allemagne = country/de
France = country/fr
Ukraine = country/ua
Hollande = person/francois-hollande
END
reads 'German' german <<'END'
Angela Merkel = person/angela-merkel
Paris = place/paris
Griechenland = country/gr
Europäische Union = org/eu
Merkel = person/angela-merkel
Deutschland = country/de
END
reads 'Russian' russian <<'END'
Москва = place/moscow
Владимир Путин = person/vladimir-putin
Россия = country/ru
Украина = country/ua
END
reads 'Chinese' chinese <<'END'
中国 = country/cn
俄罗斯 = country/ru
法国 = country/fr
德国 = country/de
英国 = country/gb
END
reads 'Arabic' arabic <<'END'
سوريا = country/sy
العراق = country/iq
فرنسا = country/fr
روسيا = country/ru
END
reads 'capitals' capitals <<'END'
OBAMA = person/barack-obama
SARKOZY = person/nicolas-sarkozy
CANNES = place/cannes
BARACK OBAMA = person/barack-obama
NICOLAS SARKOZY = person/nicolas-sarkozy
GREECE = country/gr
IMF = org/imf
END
reads 'abbreviations, with their last period' abbreviations <<'END'
U.S. = country/us
U.K. = country/gb
U.A.E. = country/ae
U.N. = org/un
US = country/us
END
reads 'a list of countries' commas <<'END'
India = country/in
China = country/cn
Pakistan = country/pk
South Korea = country/kr
END

# Short forms, names inside others, namesakes, and what words beside a name deny.
cat >"$T/facts.jsonl" <<'END'
{"id":"short forms","date":"2011-09-15","text":"Lehman Brothers failed; Lehman owed billions. Goldman, Sachs and Co advised Research In Motion, and RIM said so. Merrill Lynch lost, unlike General Merrill."}
{"id":"a firm of a town","date":"2011-10-13","text":"Oshkosh Corp hires. Workers of Oshkosh voted."}
{"id":"a town","date":"2011-10-13","text":"The fair in Oshkosh drew thousands."}
{"id":"firms of persons","date":"2011-04-18","text":"Tenet Healthcare refused, and Tenet sued. Sanford C. Bernstein, Tudor, Pickering, Holt & Co and Gulf and Western agreed."}
{"id":"articles","date":"2011-02-09","text":"Apple Inc rose. It is too early for the Fed to tighten, the Apple co-founder said."}
{"id":"an acronym of two","date":"2011-12-12","text":"The Free Syrian Army grew. The FSA took a town."}
{"id":"of the other","date":"2011-12-12","text":"In Britain the Financial Services Authority reported. The FSA said so."}
{"id":"no shop","date":"1987-03-02","text":"Helmut Kohl flew to the United States. Kohl's aides stayed."}
{"id":"no brand","date":"1987-03-02","text":"Guinness Plc sold Guinness beer; Guinness said so."}
{"id":"tribes","date":"1881-12-06","text":"Indian tribes left the Indian Territory. The West India squadron sailed. Rain fell in North West India."}
{"id":"a president","date":"1925-12-08","text":"George Washington was first. President Washington left; they met in Washington."}
{"id":"a pact to come","date":"2011-11-12","text":"APEC met. The Trans-Pacific Partnership will be finished next year."}
{"id":"Spanish","date":"2012-05-02","text":"El presidente Obama habló. La presidenta Cristina Fernández llegó a Berna."}
{"id":"not a land","date":"2011-06-03","text":"Shares of Sino-Forest fell, and so did those of Chipotle Mexican Grill and Illinois Tool Works. Next Plc reports next month. Next, the price of chipotle."}
{"id":"elections","date":"2011-09-20","text":"The Guatemalan general election of 2011, the Latvian election; Bulgaria's general election of 2031, the Bulgarian parliamentary election of July 2021 and the 2020 parliamentary elections in Jamaica. A federal election in the USA in 2031; the 2031 general election in the Republic of Trinidad and Tobago and the parliamentary election in the Hellenic Republic in 2031. The 2031 general election in the Czech Republic; the parliamentary elections in Georgia in 2031, but not the local elections in Georgia in 2031, held in Tbilisi; Taiwan's parliamentary election of January 2031 and the 2031 legislative elections in Spain; the 2031 Pakistani federal election, not the Russian federal election of 2031."}
{"id":"laws and editions","date":"2011-11-28","text":"The EU-US summit spoke of the Volcker rule and the Sherman Act, of Lend-Lease, the June 1983 EC summit, Super Bowl XXII and the 2012 State of the Union address. It cost 5 mln SFR."}
{"id":"more towns","date":"2011-03-20","text":"The port of Hachinohe reopened. Toyota City makes cars. He moved from Yancheng to West Chester, Pennsylvania. The King of Prussia died."}
{"id":"regulators","date":"2011-06-01","text":"The U.S. Court of Appeals for the Second Circuit heard the NLRB. The Nuclear Regulatory Commission met, and the NRC and FERC agreed. China may act: SAFE said so. It is safe. Munich's Ifo index fell."}
{"id":"parties","date":"2011-06-01","text":"In Mexico the PRI leads, and the PAN lags. A pan is hot. Open VLD, GroenLinks and the YSR Congress met. In Syria the SDF advanced; HTS did not. Germany has a DA."}
{"id":"a climate pact","date":"2021-11-13","text":"The Paris Agreement aims to hold warming to 1.5 degrees."}
{"id":"another pact of Paris","date":"1991-10-24","text":"The Paris Agreement ended the war in Cambodia."}
{"id":"rebels","date":"2024-12-08","text":"Hayat Tahrir al-Sham took Aleppo in Syria. HTS took Hama too."}
{"id":"an alliance","date":"2024-06-05","text":"The BJP leads the National Democratic Alliance; the INDIA alliance won more seats in India than before."}
{"id":"no country","date":"2017-09-25","text":"The Greens may join a Jamaica coalition in Germany. Turning Point USA met at Utah Valley University."}
{"id":"an airport","date":"2012-10-30","text":"In New York, LaGuardia was closed."}
{"id":"a pact","date":"2023-03-14","text":"AUKUS worries China."}
{"id":"a province","date":"2011-11-10","text":"a refinery in calgary alberta takes all"}
{"id":"a witness","date":"2018-10-06","text":"Christine Blasey Ford spoke to the U.S. Senate. Dianne Feinstein had a letter from Ford."}
{"id":"a witness, and a firm","date":"2018-10-06","text":"Christine Blasey Ford drove a car of the Ford Motor Co to the U.S. Senate. It came from Ford."}
{"id":"a first name","date":"2011-08-30","text":"It is so, said Ira Jersey, who sells bonds in New York."}
{"id":"in small letters","date":"2011-07-14","text":"washington reuters apple inc rose and apple s rivals fell as the obama administration met the group of 20 leading economies"}
{"id":"words in small letters","date":"2011-10-27","text":"the new york office said reuters news corp fell mcgraw hill cos mhp n too after ups and downs in start ups both houses of parliament met steve jobs made more jobs and bill gross looked at gross domestic product the rand fell and washington s new world congress met in porto"}
{"id":"papers in small letters","date":"2011-10-27","text":"weekly magazine der spiegel and newspaper die welt wrote so he told la stampa that the dax index fell and the bank for international settlements bis met gulf monarchies and washington based lenders"}
{"id":"the eurozone","date":"2011-10-27","text":"The eurozone met. Tata Sons sold a stake, said Ratan Tata."}
{"id":"small states","date":"2011-06-01","text":"The Albanian finance ministry and the Ministry of Foreign Affairs of Mongolia wrote to the Central Bank of Paraguay."}
{"id":"no acronyms","date":"2011-06-01","text":"Irena Novak died. In South Africa and Algeria, in Germany and India: DA LEGGERE, GIÀ LETTO; Ruf und Nia, cfr. Arena."}
{"id":"indices","date":"2011-06-01","text":"The Reuters-Jefferies CRB index rose, the STOXX Europe 600 and the CBOE Volatility Index fell."}
{"id":"a religion","date":"2013-03-04","text":"The West, Pakistan and Islam: a talk on Islam. In Canada the Dodge Durango sells well."}
{"id":"Cataluña","date":"2016-06-04","text":"El presidente del Gobierno de Cataluña habló en España, cuando sea presidente de España. Después habló el presidente del Gobierno."}
{"id":"Chinese","date":"2018-03-04","text":"美国总统大选；總統夫人；美国总统访问中国。"}
{"id":"Italian","date":"2012-05-02","text":"Barack Obama è a Mosca. Il presidente Obama parte per Algeri."}
END
gazet tag "$T/facts.jsonl" | jq -r '.id, (.mentions[] | "  " + .text + " = " + .entity)' >"$T/got"
cat >"$T/expected" <<'END'
short forms
  Lehman Brothers = org/lehman-brothers
  Lehman = org/lehman-brothers
  Goldman, Sachs and Co = org/goldman-sachs
  Research In Motion = org/research-in-motion
  RIM = org/research-in-motion
  Merrill Lynch = org/merrill-lynch
a firm of a town
  Oshkosh Corp = org/oshkosh-corp
  Oshkosh = org/oshkosh-corp
a town
  Oshkosh = place/oshkosh
firms of persons
  Tenet Healthcare = org/tenet-healthcare
  Tenet = org/tenet-healthcare
  Sanford C. Bernstein = org/sanford-c-bernstein
  Tudor, Pickering, Holt & Co = org/tudor-pickering-holt
  Gulf and Western = org/gulf-and-western
articles
  Apple Inc = org/apple
  Fed = org/federal-reserve
  Apple = org/apple
an acronym of two
  Free Syrian Army = org/free-syrian-army
  FSA = org/free-syrian-army
of the other
  Britain = country/gb
  Financial Services Authority = org/financial-services-authority
  FSA = org/financial-services-authority
no shop
  Helmut Kohl = person/helmut-kohl
  United States = country/us
  Kohl = person/helmut-kohl
no brand
  Guinness Plc = org/guinness-plc
  Guinness = org/guinness-plc
tribes
  Indian Territory = place/indian-territory
  India = country/in
a president
  George Washington = person/george-washington
  President Washington = person/george-washington
  Washington = place/washington
a pact to come
  APEC = org/apec
  Trans-Pacific Partnership = event/trans-pacific-partnership
Spanish
  Obama = person/barack-obama
  Cristina Fernández = person/cristina-fernandez-de-kirchner
  Berna = place/bern
not a land
  Sino-Forest = org/sino-forest
  Chipotle Mexican Grill = org/chipotle-mexican-grill
  Illinois Tool Works = org/illinois-tool-works
  Next Plc = org/next-plc
elections
  Guatemalan general election of 2011 = event/gt-presidential-election-2011
  Guatemalan = country/gt
  Latvian election = event/lv-parliamentary-election-2011
  Latvian = country/lv
  Bulgaria's general election of 2031 = event/bg-parliamentary-election-2031
  Bulgaria = country/bg
  Bulgarian parliamentary election of July 2021 = event/bg-parliamentary-election-2021-july
  Bulgarian = country/bg
  2020 parliamentary elections in Jamaica = event/jm-general-election-2020
  Jamaica = country/jm
  USA = country/us
  2031 general election in the Republic of Trinidad and Tobago = event/tt-general-election-2031
  Republic of Trinidad and Tobago = country/tt
  parliamentary election in the Hellenic Republic in 2031 = event/gr-legislative-election-2031
  Hellenic Republic = country/gr
  2031 general election in the Czech Republic = event/cz-parliamentary-election-2031
  Czech Republic = country/cz
  parliamentary elections in Georgia in 2031 = event/ge-parliamentary-election-2031
  Georgia = country/ge
  Georgia = country/ge
  Tbilisi = place/tbilisi
  Taiwan's parliamentary election of January 2031 = event/tw-legislative-election-2031
  Taiwan = country/tw
  2031 legislative elections in Spain = event/es-general-election-2031
  Spain = country/es
  2031 Pakistani federal election = event/pk-general-election-2031
  Pakistani = country/pk
  Russian = country/ru
laws and editions
  EU-US summit = event/eu-us-summit-2011
  US = country/us
  Volcker rule = event/volcker-rule
  Sherman Act = event/sherman-antitrust-act-1890
  Lend-Lease = event/lend-lease-act-1941
  June 1983 EC summit = event/eu-summit-1983-stuttgart
  Super Bowl XXII = event/super-bowl-1988
  2012 State of the Union address = event/state-of-the-union-address-2012
more towns
  Hachinohe = place/hachinohe
  Toyota City = place/toyota-city
  Yancheng = place/yancheng
  West Chester, Pennsylvania = place/west-chester-pennsylvania
  Pennsylvania = place/pennsylvania
  Prussia = place/prussia
regulators
  U.S. Court of Appeals for the Second Circuit = org/second-circuit-court-of-appeals
  U.S. = country/us
  NLRB = org/national-labor-relations-board
  Nuclear Regulatory Commission = org/nuclear-regulatory-commission
  NRC = org/nuclear-regulatory-commission
  FERC = org/federal-energy-regulatory-commission
  China = country/cn
  SAFE = org/state-administration-of-foreign-exchange
  Munich = place/munich
  Ifo = org/ifo-institute
parties
  Mexico = country/mx
  PRI = org/pri-mexico
  PAN = org/national-action-party
  Open VLD = org/open-vld
  GroenLinks = org/groenlinks
  YSR Congress = org/ysr-congress-party
  Syria = country/sy
  Germany = country/de
a climate pact
  Paris Agreement = event/paris-agreement
  Paris = place/paris
another pact of Paris
  Paris = place/paris
  Cambodia = country/kh
rebels
  Hayat Tahrir al-Sham = org/hts
  Aleppo = place/aleppo
  Syria = country/sy
  HTS = org/hts
  Hama = place/hama
an alliance
  BJP = org/bjp
  National Democratic Alliance = org/national-democratic-alliance-india
  INDIA alliance = org/india-alliance
  INDIA = country/in
  India = country/in
no country
  Greens = org/german-greens
  Germany = country/de
  Turning Point USA = org/turning-point-usa
  Utah Valley University = org/utah-valley-university
an airport
  New York = place/new-york
  LaGuardia = place/laguardia
a pact
  AUKUS = event/aukus-pact
  China = country/cn
a province
  calgary = place/calgary
  alberta = place/alberta
a witness
  Christine Blasey Ford = person/christine-blasey-ford
  U.S. Senate = org/us-senate
  U.S. = country/us
  Dianne Feinstein = person/dianne-feinstein
  Ford = person/christine-blasey-ford
a witness, and a firm
  Christine Blasey Ford = person/christine-blasey-ford
  Ford Motor Co = org/ford-motor
  U.S. Senate = org/us-senate
  U.S. = country/us
  Ford = org/ford-motor
a first name
  New York = place/new-york
in small letters
  washington = place/washington
  apple inc = org/apple
  apple = org/apple
  obama = person/barack-obama
  group of 20 = event/g20
words in small letters
  new york = place/new-york
  reuters = org/reuters
  news corp = org/news-corp
  mcgraw hill cos = org/mcgraw-hill
  steve jobs = person/steve-jobs
  bill gross = person/bill-gross
  washington = place/washington
papers in small letters
  der spiegel = org/der-spiegel
  die welt = org/die-welt
  la stampa = org/la-stampa
  dax index = org/dax
  bank for international settlements = org/bis
  bis = org/bis
  gulf = place/persian-gulf
  washington = place/washington
the eurozone
  eurozone = org/eurozone
  Ratan Tata = person/ratan-tata
small states
  Albanian finance ministry = org/albanian-finance-ministry
  Albanian = country/al
  Ministry of Foreign Affairs of Mongolia = org/mongolian-foreign-ministry
  Central Bank of Paraguay = org/central-bank-of-paraguay
no acronyms
  South Africa = country/za
  Algeria = country/dz
  Germany = country/de
  India = country/in
indices
  Reuters-Jefferies CRB index = org/reuters-jefferies-crb-index
  STOXX Europe 600 = org/stoxx-europe-600
  CBOE Volatility Index = org/cboe-volatility-index
a religion
  Pakistan = country/pk
  Canada = country/ca
Cataluña
  Cataluña = place/catalonia
  España = country/es
  España = country/es
  presidente del Gobierno = person/mariano-rajoy
Chinese
  美国总统大选 = event/us-presidential-election
  美国 = country/us
  美国 = country/us
  总统 = person/donald-trump
  中国 = country/cn
Italian
  Barack Obama = person/barack-obama
  Mosca = place/moscow
  Obama = person/barack-obama
  Algeri = place/algiers
END
same 'facts that change what is linked' "$T/expected" "$T/got"

# Old news: towns that other countries have too, ships, who was not born yet, and who is meant in his time.
cat >"$T/old.jsonl" <<'END'
{"id":"towns of states","date":"2011-08-02","text":"The firm in Holland, Pennsylvania, sold a mill in Monrovia, Calif., to one in Bristol, Rhode Island. They flew from Monrovia to Bristol."}
{"id":"ships","date":"1906-12-03","text":"The frigate Philadelphia and the battle ship Maine sailed from Maine to Philadelphia."}
{"id":"a family of kings","date":"1880-12-06","text":"Prince Charles of Roumania wrote to the envoy."}
{"id":"a prince","date":"1987-03-12","text":"Prince Charles wrote to the envoy."}
{"id":"by his title","date":"1996-08-29","text":"He served President George Bush, with House Speaker James Wright."}
{"id":"ministers","date":"1987-03-31","text":"In the Netherlands Finance Minister Onno Ruding met Frans Andriessen. Reserve Bank Governor Gerhard de Kock stayed in South Africa."}
{"id":"a firm","date":"1987-03-11","text":"Lindner bid for Taft Broadcasting in the United States. Taft rose; so did the firm of Howard, Weil, Labouisse, Friedrichs Inc on that day."}
{"id":"a team","date":"1996-08-26","text":"In Brazil Vasco da Gama won. In Portugal, Gama said so."}
{"id":"names in others","date":"1987-03-25","text":"N.M. Rothschild and FATA European paid. The pier of Ponta da Madeira, barges of Memphis/Cairo, LaGuardia."}
{"id":"San Juan","date":"1859-12-19","text":"The island of San Juan is not San Juan del Norte, and the river San Juan not San Juan de Puerto Rico."}
{"id":"leagues","date":"1996-08-25","text":"Alaniya led the Russian premier league. Bonilla of the Rangers had four RBI in New Delhi; Harvey T. Lyon of M.D.C. Holdings saw James B. Eads there."}
{"id":"offices","date":"1981-01-16","text":"In the United States the secretary of agriculture met Pope and Talbot and American President Lines. Wilhelmina, Queen of the Netherlands, had left."}
{"id":"not tennis","date":"1911-03-06","text":"The envoys asked that Japan open its markets, as the ports of China open to commerce were. Admiral Togo of Japan came from New Grenada, and the OAS General Assembly met in Rio."}
{"id":"exchanges","date":"1987-03-19","text":"Sugar rose on the Coffee, Sugar and Cocoa Exchange; CSCE margins, too. Volume on the American Stock Exchange was high, AMEX said in the United States. ESM Government Securities failed; ESM owed millions."}
{"id":"firms of letters","date":"1987-03-24","text":"BCE Development Corp belongs to Bell Canada Enterprises, and BCE sold it. BBC Brown Boveri hired. FMI Financial Corp and OEA Inc fell."}
{"id":"a bank","date":"2011-03-24","text":"The ECB met. American Express rose, and Amex cards were used."}
{"id":"athletes","date":"1996-08-30","text":"Pete Sampras beat Thomas Muster, and Linford Christie ran. Sampras left. Carl Lewis came; Lewis won."}
END
gazet tag "$T/old.jsonl" | jq -r '.id, (.mentions[] | "  " + .text + " = " + .entity)' >"$T/got"
cat >"$T/expected" <<'END'
towns of states
  Pennsylvania = place/pennsylvania
  Monrovia, Calif = place/monrovia-california
  Calif = place/california
  Bristol, Rhode Island = place/bristol-rhode-island
  Rhode Island = place/rhode-island
  Monrovia = place/monrovia
  Bristol = place/bristol
ships
  Maine = place/maine
  Philadelphia = place/philadelphia
a family of kings
  Prince Charles of Roumania = person/carol-i-of-romania
a prince
  Prince Charles = person/charles-iii
by his title
  George Bush = person/george-h-w-bush
  James Wright = person/jim-wright
ministers
  Netherlands = country/nl
  Onno Ruding = person/onno-ruding
  Frans Andriessen = person/frans-andriessen
  Gerhard de Kock = person/gerhard-de-kock
  South Africa = country/za
a firm
  Taft Broadcasting = org/taft-broadcasting
  United States = country/us
a team
  Brazil = country/br
  Vasco da Gama = org/vasco-da-gama-football-club
  Portugal = country/pt
  Gama = person/jaime-gama
names in others
  N.M. Rothschild = org/nm-rothschild
  European = place/europe
  Memphis = place/memphis
  LaGuardia = place/laguardia
San Juan
  island of San Juan = place/san-juan-islands
  San Juan del Norte = place/san-juan-del-norte
  San Juan de Puerto Rico = place/san-juan
  Puerto Rico = country/pr
leagues
  Russian premier league = org/russian-football-premier-league
  New Delhi = place/new-delhi
offices
  United States = country/us
  secretary of agriculture = person/bob-bergland
  Pope and Talbot = org/pope-and-talbot
  American President Lines = org/american-president-companies
  Netherlands = country/nl
not tennis
  Japan = country/jp
  China = country/cn
  Admiral Togo = person/togo-heihachiro
  Japan = country/jp
  New Grenada = country/co
  Rio = place/rio-de-janeiro
exchanges
  Coffee, Sugar and Cocoa Exchange = org/coffee-sugar-and-cocoa-exchange
  CSCE = org/coffee-sugar-and-cocoa-exchange
  American Stock Exchange = org/american-stock-exchange
  AMEX = org/american-stock-exchange
  United States = country/us
  ESM Government Securities = org/esm-government-securities
  ESM = org/esm-government-securities
firms of letters
  BCE Development Corp = org/bce-inc
  Bell Canada Enterprises = org/bce-inc
  BCE = org/bce-inc
  BBC Brown Boveri = org/abb
a bank
  ECB = org/ecb
  American Express = org/american-express
  Amex = org/american-express
athletes
  Pete Sampras = person/pete-sampras
  Thomas Muster = person/thomas-muster
  Linford Christie = person/linford-christie
  Sampras = person/pete-sampras
  Carl Lewis = person/carl-lewis
  Lewis = person/carl-lewis
END
same 'old news' "$T/expected" "$T/got"
# Surnames behind the titles of those who held the office on the day, and what such surnames must not take.
while IFS='|' read -r day words; do
	jq -nc --arg date "$day" --arg text "$words" '{id: $date, date: $date, text: $text}'
done >"$T/holders.jsonl" <<'END'
1975-06-06|Panama waits, President Lakas said.
1987-03-10|The Netherlands agreed. Finance Minister Ruding said so.
1987-03-11|The European Community waits, EC Trade Commissioner De Clercq said.
1987-05-06|Australia waits, Defence Minister Beazley said.
1996-05-06|Canada waits, Defence Minister Collenette said.
1996-08-29|The United States voted. Ronald Reagan and George Bush spoke.
2011-05-06|Abercrombie & Fitch sells in Hawaii, and Abercrombie gained. The Gove alumina refinery is in Australia, not in Britain.
2011-10-13|Judge Lucy Koh heard Walt Disney Co; shares of Walt Disney fell. A well stands in Jefferson Davis Parish. Carlos Ghosn left.
2012-03-10|The UN envoy left. The U.N. Middle East envoy Serry spoke.
2012-06-06|Germany waits, Labour Minister von der Leyen said.
2016-03-10|Illinois Governor Rauner signed the law.
2017-06-06|Britain waits, Business Secretary Clark said.
2019-11-06|Chile waits, Interior Minister Blumel said.
END
gazet tag "$T/holders.jsonl" | jq -r '.id + (.mentions[] | select(.type == "person" or .type == "org") | " " + .entity)' >"$T/got"
cat >"$T/expected" <<'END'
1975-06-06 person/demetrio-lakas
1987-03-10 person/onno-ruding
1987-03-11 org/european-community
1987-03-11 org/european-community
1987-03-11 person/willy-de-clercq
1987-05-06 person/kim-beazley
1996-05-06 person/david-collenette
1996-08-29 person/ronald-reagan
2011-05-06 org/abercrombie-and-fitch
2011-05-06 org/abercrombie-and-fitch
2011-10-13 person/lucy-koh
2011-10-13 org/walt-disney
2011-10-13 org/walt-disney
2011-10-13 person/carlos-ghosn
2012-03-10 org/un
2012-03-10 org/un
2012-03-10 person/robert-serry
2012-06-06 person/ursula-von-der-leyen
2016-03-10 person/bruce-rauner
2017-06-06 person/greg-clark
2019-11-06 person/gonzalo-blumel
END
same 'holders of offices by their titles' "$T/expected" "$T/got"
gazet gaz lint gazetteers 2>"$T/err" | sed -n 's/.*: nobody is \(.*\) of country\/\(..\) from .*/\2 \1/p' >"$T/gaps"
grep -xE '(gb (home|business|transport|foreign) secretary|de (interior|foreign) minister|it treasury minister|ch justice minister|(ie|no) finance minister|us (los angeles|chicago) mayor)' "$T/gaps" | sort -u >"$T/odd"
same 'lines of holders without a gap' /dev/null "$T/odd"

# ---- the files ------------------------------------------------------------------------

entities=$(grep -lr $'^id\ttype\tname\taliases' gazetteers --include='*.tsv')
# shellcheck disable=SC2086
awk -F '\t' 'FNR == 1 { header = 0 } /^#/ || /^[ \t\r]*$/ { next } !header { header = 1; next } { print $1 }' $entities >"$T/ids"
sort "$T/ids" | uniq -d >"$T/twice"
same 'ids stand once' /dev/null "$T/twice"
grep -vE '^(person|country|org|place|event)/[a-z0-9]([a-z0-9-]*[a-z0-9])?$' "$T/ids" >"$T/odd"
same 'ids are type/slug' /dev/null "$T/odd"
holds 'enough of them' test "$(wc -l <"$T/ids")" -gt 1500
grep -E '^country/' "$T/ids" | grep -vE '^country/([a-z]{2}|suhh|cshh|yucs|csxx|ddde|yddd|vdvn|zrcd|bumm|dydd|[a-z]{4})$' >"$T/odd"
same 'country ids are codes of ISO 3166' /dev/null "$T/odd"
grep -lr $'\r' gazetteers --include='*.tsv' >"$T/odd"
same 'no carriage returns' /dev/null "$T/odd"
grep -rnE '[ 	]+$' gazetteers --include='*.tsv' | grep -E ' +$' | head -n 5 >"$T/odd"
same 'no spaces at the ends of lines' /dev/null "$T/odd"
holds 'the format is specified' test -s gazetteers/README.md

# Members and observers of the United Nations: the two-letter codes.
for code in af al dz ad ao ag ar am au at az bs bh bd bb by be bz bj bt bo ba bw br bn bg bf bi cv kh cm ca cf td cl cn co km cg cd cr ci \
	hr cu cy cz dk dj dm do ec eg sv gq er ee sz et fj fi fr ga gm ge de gh gr gd gt gn gw gy ht hn hu is in id ir iq ie il it jm jp jo \
	kz ke ki kp kr kw kg la lv lb ls lr ly li lt lu mg mw my mv ml mt mh mr mu mx fm md mc mn me ma mz mm na nr np nl nz ni ne ng mk no \
	om pk pw pa pg py pe ph pl pt qa ro ru rw kn lc vc ws sm st sa sn rs sc sl sg sk si sb so za ss es lk sd sr se ch sy tj tz th tl tg \
	to tt tn tr tm tv ug ua ae gb us uy uz vu ve vn ye zm zw va ps; do
	grep -qx "country/$code" "$T/ids" || echo "country/$code"
done >"$T/missing"
same 'every member and observer of the United Nations' /dev/null "$T/missing"

# Capitals, each in a sentence of its own, and the country of the place.
cat >"$T/capitals" <<'END'
Kabul af
Algiers dz
Buenos Aires ar
Canberra au
Vienna at
Brussels be
Brasilia br
Sofia bg
Ottawa ca
Beijing cn
Bogota co
Havana cu
Prague cz
Copenhagen dk
Cairo eg
Addis Ababa et
Helsinki fi
Paris fr
Berlin de
Athens gr
Budapest hu
New Delhi in
Jakarta id
Tehran ir
Baghdad iq
Dublin ie
Rome it
Tokyo jp
Nairobi ke
Pyongyang kp
Seoul kr
Beirut lb
Tripoli ly
Mexico City mx
Amsterdam nl
Oslo no
Islamabad pk
Manila ph
Warsaw pl
Lisbon pt
Bucharest ro
Moscow ru
Riyadh sa
Pretoria za
Madrid es
Stockholm se
Bern ch
Damascus sy
Bangkok th
Tunis tn
Ankara tr
Kiev ua
London gb
Washington us
Caracas ve
Hanoi vn
Sanaa ye
Harare zw
END
while read -r line; do
	printf '{"id":"%s","text":"The talks were held in %s on Monday, officials said."}\n' "${line##* }" "${line% *}"
done <"$T/capitals" >"$T/capitals.jsonl"
gazet index -q -d "$T/capitals.db" "$T/capitals.jsonl"
sqlite3 -batch "$T/capitals.db" "SELECT m.text || ' ' || coalesce(substr(c.entity, 9), '?') FROM v_mention m JOIN entity e USING (entity)
	LEFT JOIN entity c ON c.id = e.country_id WHERE e.type = 'place' ORDER BY m.document_id" >"$T/got"
same 'capitals are places of their countries' "$T/capitals" "$T/got"

while IFS='|' read -r words entity; do
	printf '{"id":"%s","date":"2012-06-01","text":"Yesterday %s was in the news again."}\n' "$entity" "$words"
done >"$T/names.jsonl" <<'END'
Barack Obama|person/barack-obama
Hu Jintao|person/hu-jintao
Manmohan Singh|person/manmohan-singh
Dmitry Medvedev|person/dmitry-medvedev
Luiz Inácio Lula da Silva|person/lula
Recep Tayyip Erdogan|person/recep-tayyip-erdogan
the International Monetary Fund|org/imf
the European Central Bank|org/ecb
the World Health Organization|org/who
OPEC|org/opec
the Arab Spring|event/arab-spring
the Iraq War|event/iraq-war
the Olympic Games|event/summer-olympics
Carlos Ghosn|person/carlos-ghosn
END
gazet tag "$T/names.jsonl" | jq -r 'select([.mentions[].type] | index("person") or index("org") or index("event") | not) | .id' >"$T/missing"
same 'leaders, organisations and events of the time are known' /dev/null "$T/missing"
gazet tag "$T/names.jsonl" | jq -r 'select(.id == "person/barack-obama" or .id == "person/hu-jintao" or .id == "org/imf" or .id == "org/ecb" or .id == "org/opec" or
	.id == "person/carlos-ghosn") |
	select(.mentions[0].entity != .id) | .id' >"$T/missing"
same 'under their ids' /dev/null "$T/missing"

# A title and a surname name whoever held the office on the day.
while IFS='|' read -r day words person; do
	printf '{"id":"person/%s","date":"%s","text":"%s spoke on Monday."}\n' "$person" "$day" "$words"
done >"$T/offices.jsonl" <<'END'
1987-02-10|Japan's Chief Cabinet Secretary Gotoda|masaharu-gotoda
1988-05-10|Japan's Trade Minister Tamura|hajime-tamura
1978-03-01|Japan's Foreign Minister Sonoda|sunao-sonoda
1987-04-02|South Korea's Prime Minister Lho|lho-shin-yong
1988-02-20|South Korea's Finance Minister Sakong|sakong-il
1985-06-10|India's Finance Minister Singh|v-p-singh
1984-08-20|India's Home Minister Rao|p-v-narasimha-rao
1962-01-15|India's Home Minister Shastri|lal-bahadur-shastri
2019-02-01|India's Railway Minister Goyal|piyush-goyal
2023-05-05|India's Chief Justice Chandrachud|d-y-chandrachud
2008-07-01|Pakistan's Chief Justice Dogar|abdul-hameed-dogar
2019-03-01|Pakistan's ISI chief Munir|asim-munir
2017-06-01|Sri Lanka's Foreign Minister Karunanayake|ravi-karunanayake
1985-07-01|Israel's Finance Minister Modai|yitzhak-modai
1954-05-01|Israel's army chief Dayan|moshe-dayan
1967-06-05|Turkey's Foreign Minister Caglayangil|ihsan-sabri-caglayangil
1996-04-01|Turkey's Foreign Minister Gonensay|emre-gonensay
2022-02-01|Iraq's Defense Minister Inad|juma-inad
1985-01-10|Iran's Judiciary Chief Ardebili|abdolkarim-mousavi-ardebili
1981-05-01|Syria's Prime Minister Kasm|abdul-rauf-al-kasm
2023-10-01|Lebanon's Central Bank Governor Mansouri|wassim-mansouri
1973-10-10|Egypt's Defence Minister Ismail|ahmed-ismail-ali
1978-09-01|Morocco's Prime Minister Osman|ahmed-osman
2021-03-01|Tunisia's Foreign Minister Jerandi|othman-jerandi
2015-08-01|Kenya's Interior Minister Nkaissery|joseph-nkaissery
1968-01-01|Sudan's President al-Azhari|ismail-al-azhari
1980-03-01|Zambia's Prime Minister Lisulo|daniel-lisulo
1975-06-01|Central African Republic's Prime Minister Domitien|elisabeth-domitien
2010-05-01|Thailand's Finance Minister Korn|korn-chatikavanij
1982-02-01|Malaysia's Finance Minister Razaleigh|tengku-razaleigh-hamzah
1975-02-01|Singapore's Foreign Minister Rajaratnam|s-rajaratnam
2012-03-01|the Philippines' Chief Justice Corona|renato-corona
2010-03-01|the Philippines' Central Bank Governor Tetangco|amando-tetangco
2013-01-10|Ukraine's Finance Minister Kolobov|yuriy-kolobov
2010-08-01|Bulgaria's Finance Minister Djankov|simeon-djankov
2019-05-01|Romania's Finance Minister Teodorovici|eugen-teodorovici
2012-04-01|the Czech Republic's Finance Minister Kalousek|miroslav-kalousek
1987-02-15|Iraq's Oil Minister Taqi|qasim-ahmed-taqi
1987-03-03|Taiwan's Premier Yu Kuo-hua|yu-kuo-hwa
2010-12-10|South Korea's Trade Minister Kim|kim-jong-hoon
2011-06-01|Kuwait's Oil Minister Busairi|mohammad-al-busairi
2011-06-01|Turkey's Energy Minister Yildiz|taner-yildiz
2013-02-01|Indonesia's Chief Economics Minister Rajasa|hatta-rajasa
2012-02-01|Indonesia's Energy Minister Wacik|jero-wacik
2009-02-01|Egypt's Oil Minister Fahmy|sameh-fahmy
1986-06-01|the Soviet Union's Foreign Trade Minister Aristov|boris-aristov
END
gazet tag "$T/offices.jsonl" | jq -r '[.id, (.mentions[] | select(.type == "person").entity)] | select(.[0] != .[1]) | join(" ")' >"$T/odd"
same 'who held which office when' /dev/null "$T/odd"
awk -F '\t' '$1 == "person/catherine-the-great" { print $7 }' gazetteers/people/eastern-europe.tsv >"$T/got"
printf 'f\n' >"$T/expected"
same 'Catherine the Great is a woman' "$T/expected" "$T/got"
finish
