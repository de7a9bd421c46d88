#!/bin/bash
# The shipped gazetteer in other languages than English.
. tests/cli/lib.sh

# The world in other languages: states, peoples, towns, bodies and leaders, in the forms that a sentence gives them.
cat >"$T/languages.jsonl" <<'END'
{"id":"German","date":"1990-10-03","text":"Helmut Kohl sprach mit Franzosen und Polen. Die Amerikaner und die Ukrainer lobten die Bundesrepublik."}
{"id":"Romance","date":"2014-05-07","text":"El embajador francés y el gobierno sudanés callan. Il governo tedesco e quello russo; un diplomatico etiope, uno slovacco. Le ministre éthiopien, l'économie gabonaise. O presidente marroquino."}
{"id":"the war in Syria","date":"2017-04-07","text":"El Elíseo y EE. UU. hablan de Jan Sheijún, Palmira y la base de Shayrat. Lattaquié et Syrte; le Conseil national syrien (CNS). Il Cremlino e il Fronte al-Nusra in Siria, gli Elmetti Bianchi. La Syrie."}
{"id":"no adjectives","date":"2014-05-07","text":"Frances left France. Russo and Tedesco went to Chino; Russia, Germany and China did not mind."}
{"id":"Dutch","date":"2022-03-01","text":"De Russische president Vladimir Poetin dreigt. Oekraïne vraagt de Verenigde Naties, Frankrijk en de Duitse regering om hulp."}
{"id":"Polish","date":"2010-04-12","text":"Premier rozmawiał w Moskwie z Dmitrijem Miedwiediewem. W Niemczech i na Węgrzech Polacy zapalili świece, rosyjskie i amerykańskie gazety piszą o Unii Europejskiej."}
{"id":"Russian","date":"1986-10-12","text":"В Рейкьявике Рональд Рейган принял Михаила Горбачёва. Американцы и французы довольны; в Москве ждали Рейгана."}
{"id":"Ukrainian","date":"2022-04-01","text":"Президента Зеленського вітали у Львові. Володимир Зеленський дякує Німеччині, Польщі та Європейському Союзу. Російські війська під Харковом."}
{"id":"Turkish","date":"2016-07-16","text":"ABD Başkanı Barack Obama, Almanya ve İngiltere ile görüştü. Rusya'nın tutumu belli değil. Birleşmiş Milletler ve ABD'nin elçisi konuştu."}
{"id":"towns","date":"2019-03-05","text":"Hij reisde naar Parijs, Berlijn en Boedapest. Bukareszt i Lizbona. ハリコフとプラハ。"}
{"id":"Swedish","date":"2010-09-20","text":"Tysklands Angela Merkel reser till Storbritannien och Ryssland. Den franska regeringen väntar på EU-kommissionen."}
{"id":"Greek","date":"2015-07-06","text":"Η Άνγκελα Μέρκελ έφθασε στις Βρυξέλλες. Οι ΗΠΑ, το ΔΝΤ και η κυβέρνηση της Γαλλίας ανησυχούν."}
{"id":"Japanese","date":"2014-11-10","text":"米国のバラク・オバマ大統領はロンドンでドイツとイタリアの首相に会う。ラテンアメリカとタイ、インド洋。オバマ氏はニューヨーク・タイムズに語った。タイトルはタイムズ。"}
{"id":"Korean","date":"2022-07-01","text":"블라디미르 푸틴 러시아 대통령, 미국 뉴욕 유엔. 독일 베를린. 한국은 미국의 제안을 북한에 전했다. 유엔에서 트럼프가 말했다."}
{"id":"Traditional Chinese","date":"2017-07-04","text":"聯合國安全理事會。尼日利亞、也門與馬里烏波爾。里斯本條約，國泰航空；弗拉基米爾·普京。"}
{"id":"Arabic","date":"2017-07-04","text":"قال الرئيس الروسي فلاديمير بوتين في موسكو وواشنطن. زار لمصر وبفرنسا وللعراق والسعودية وبالصين. الحكومة المصرية والإيرانية وللأمم المتحدة."}
END
gazet tag "$T/languages.jsonl" | jq -r '.id, ([.mentions[] | .text + " " + (.entity | sub(".*/"; ""))] | "  " + join("; "))' >"$T/got"
cat >"$T/expected" <<'END'
German
  Helmut Kohl helmut-kohl; Franzosen fr; Polen pl; Amerikaner us; Ukrainer ua; Bundesrepublik de
Romance
  francés fr; sudanés sd; tedesco de; russo ru; etiope et; slovacco sk; éthiopien et; gabonaise ga; marroquino ma
the war in Syria
  EE. UU. us; Jan Sheijún khan-sheikhoun; Palmira palmyra; Shayrat shayrat-air-base; Lattaquié latakia; Syrte sirte; Conseil national syrien syrian-national-council; CNS syrian-national-council; Cremlino kremlin; Fronte al-Nusra nusra-front; Siria sy; Elmetti Bianchi white-helmets; Syrie sy
no adjectives
  France fr; Russia ru; Germany de; China cn
Dutch
  Russische ru; Vladimir Poetin vladimir-putin; Oekraïne ua; Verenigde Naties un; Frankrijk fr; Duitse de
Polish
  Moskwie moscow; Dmitrijem Miedwiediewem dmitry-medvedev; Niemczech de; Węgrzech hu; Polacy pl; rosyjskie ru; amerykańskie us; Unii Europejskiej eu
Russian
  Рейкьявике reykjavik; Рональд Рейган ronald-reagan; Михаила Горбачёва mikhail-gorbachev; Американцы us; французы fr; Москве moscow; Рейгана ronald-reagan
Ukrainian
  Зеленського volodymyr-zelensky; Львові lviv; Володимир Зеленський volodymyr-zelensky; Німеччині de; Польщі pl; Європейському Союзу eu; Російські ru; Харковом kharkiv
Turkish
  ABD us; Barack Obama barack-obama; Almanya de; İngiltere england; Rusya ru; Birleşmiş Milletler un; ABD us
towns
  Parijs paris; Berlijn berlin; Boedapest budapest; Bukareszt bucharest; Lizbona lisbon; ハリコフ kharkiv; プラハ prague
Swedish
  Tysklands de; Angela Merkel angela-merkel; Storbritannien gb; Ryssland ru; franska fr; EU-kommissionen european-commission
Greek
  Άνγκελα Μέρκελ angela-merkel; Βρυξέλλες brussels; ΗΠΑ us; ΔΝΤ imf; Γαλλίας fr
Japanese
  米国 us; バラク・オバマ barack-obama; ロンドン london; ドイツ de; イタリア it; ラテンアメリカ latin-america; タイ th; インド洋 indian-ocean; オバマ barack-obama; ニューヨーク・タイムズ new-york-times
Korean
  블라디미르 푸틴 vladimir-putin; 러시아 ru; 미국 us; 뉴욕 new-york; 유엔 un; 독일 de; 베를린 berlin; 한국은 kr; 미국의 us; 북한에 kp; 유엔에서 un
Traditional Chinese
  聯合國安全理事會 un-security-council; 尼日利亞 ng; 也門 ye; 馬里烏波爾 mariupol; 里斯本條約 lisbon-treaty; 里斯本 lisbon; 國泰航空 cathay-pacific; 弗拉基米爾·普京 vladimir-putin
Arabic
  الروسي ru; فلاديمير بوتين vladimir-putin; موسكو moscow; وواشنطن washington; لمصر eg; وبفرنسا fr; وللعراق iq; والسعودية sa; وبالصين cn; المصرية eg; والإيرانية ir; وللأمم المتحدة un
END
same 'sentences in many languages' "$T/expected" "$T/got"

# Offices by their titles in other languages, with a name and without; who held it before is somebody else.
cat >"$T/offices.jsonl" <<'END'
{"id":"German","date":"1989-11-10","text":"Bundeskanzler Kohl kehrte aus Warschau zurück. Außenminister Genscher lobte Ungarn. Der amerikanische Präsident gratulierte. Auch der frühere amerikanische Präsident kommt; amerikanische Präsidenten reisen."}
{"id":"French","date":"2011-03-19","text":"La chancelière Merkel et le président Moubarak se sont vus en Egypte, près de Berlin."}
{"id":"Spanish","date":"2005-07-07","text":"La canciller Merkel aún no gobierna Alemania; el presidente Chirac sí, en Francia, y el primer ministro Blair en Londres."}
{"id":"Italian","date":"2011-09-01","text":"La cancelliera Merkel parla a Berlino. Il presidente russo è a Mosca."}
{"id":"of a country","date":"2016-10-03","text":"El presidente de Estados Unidos calla. Le roi du Maroc parle. Il presidente della Liberia tace. O presidente de França. Der Präsident der Ukraine."}
{"id":"Spain","date":"1975-11-21","text":"El presidente Arias Navarro lloró. El presidente del Gobierno llegó a España."}
{"id":"others of a country","date":"2016-10-03","text":"El nuevo presidente de Estados Unidos calla. L'ancien président de la France aussi. Il presidente degli Stati Uniti Ronald Reagan morì."}
{"id":"adjectives behind","date":"2012-05-05","text":"Le président russe a vu le Premier ministre britannique. La chancelière allemande écoute le ministre des Affaires étrangères français. El discurso del presidente estadounidense. Il primo ministro italiano tace. O discurso do presidente francês."}
{"id":"stripped","date":"2012-05-05","text":"selon le président russe la chancelière allemande a parlé au premier ministre britannique"}
{"id":"others behind","date":"2012-05-05","text":"Un président russe parle. L'ancien président américain, le nouveau président français et le président russe Boris Gromov aussi. El expresidente ruso. El presidente alemán del banco. Le président russe de la banque. Como presidente ruso habla. To the president American troops are dear; the president Russian officials saw left."}
{"id":"canciller","date":"2012-05-05","text":"La canciller de Alemania habló con el canciller argentino y con la canciller de Colombia."}
{"id":"cut short","date":"2012-05-05","text":"The British Chancellor of the Exchequer left. British Chancellor of the Exchequer George Osborne left."}
{"id":"Dutch","date":"2022-01-05","text":"De Amerikaanse president sprak. De voormalige Amerikaanse president zweeg."}
{"id":"Polish","date":"2022-01-05","text":"Prezydent Putin rozmawiał z Niemcami. Amerykański prezydent milczy, były amerykański prezydent też."}
{"id":"Swedish","date":"2010-01-05","text":"USA:s president kommer. Tysklands förbundskansler Merkel väntar."}
{"id":"Turkish","date":"2016-07-16","text":"ABD Başkanı sustu. Eski ABD Başkanı da sustu."}
{"id":"Russian","date":"2022-01-05","text":"Американского президента ждут. Бывший американский президент и экс-президент США молчат."}
{"id":"of Russia","date":"2022-02-24","text":"Президент Украины и премьер-министр Израиля молчали. Президент Украины Владимир Зеленский, бывший президент Франции; он стал президентом США."}
{"id":"Arabic","date":"2015-06-01","text":"قال الرئيس الروسي إن بلاده. وقال وزير الخارجية الأمريكي. الرئيس الأمريكي السابق. الرئيس الروسي فلاديمير بوتين."}
{"id":"Persian","date":"2015-06-01","text":"رئیس جمهور ایران گفت. رئیس جمهور سابق آمریکا."}
{"id":"Chinese","date":"2010-05-05","text":"美国总统说。前美国总统说。他当选美国总统。第四十四任美国总统。法国总统访问北京。"}
{"id":"Japanese","date":"2010-05-05","text":"アメリカ大統領は述べた。前アメリカ大統領が語った。元アメリカ大統領。"}
{"id":"Ukrainian","date":"2022-01-05","text":"Американський президент і колишній американський президент."}
END
gazet tag "$T/offices.jsonl" | jq -r '.id, ([.mentions[] | .text + " " + (.entity | sub(".*/"; ""))] | "  " + join("; "))' >"$T/got"
cat >"$T/expected" <<'END'
German
  Kohl helmut-kohl; Warschau warsaw; Genscher hans-dietrich-genscher; Ungarn hu; amerikanische us; Präsident george-h-w-bush; amerikanische us; amerikanische us
French
  Merkel angela-merkel; Moubarak hosni-mubarak; Egypte eg; Berlin berlin
Spanish
  Alemania de; Chirac jacques-chirac; Francia fr; Blair tony-blair; Londres london
Italian
  Merkel angela-merkel; Berlino berlin; presidente dmitry-medvedev; russo ru; Mosca moscow
of a country
  presidente barack-obama; Estados Unidos us; roi mohammed-vi; Maroc ma; presidente ellen-johnson-sirleaf; Liberia lr; presidente francois-hollande; França fr; Präsident petro-poroshenko; Ukraine ua
Spain
  Arias Navarro carlos-arias-navarro; presidente del Gobierno carlos-arias-navarro; España es
others of a country
  Estados Unidos us; France fr; Stati Uniti us; Ronald Reagan ronald-reagan
adjectives behind
  président dmitry-medvedev; russe ru; Premier ministre david-cameron; britannique gb; chancelière angela-merkel; allemande de; ministre des Affaires étrangères alain-juppe; français fr; presidente barack-obama; estadounidense us; primo ministro mario-monti; italiano it; presidente nicolas-sarkozy; francês fr
stripped
  président dmitry-medvedev; russe ru; chancelière angela-merkel; allemande de; premier ministre david-cameron; britannique gb
others behind
  russe ru; américain us; français fr; russe ru; Boris Gromov boris-gromov; ruso ru; alemán de; russe ru; ruso ru; American us; Russian ru
canciller
  canciller angela-merkel; Alemania de; canciller hector-timerman; argentino ar; canciller maria-angela-holguin; Colombia co
cut short
  British gb; Chancellor of the Exchequer george-osborne; British gb; George Osborne george-osborne
Dutch
  Amerikaanse us; president joe-biden; Amerikaanse us
Polish
  Putin vladimir-putin; Niemcami de; Amerykański us; prezydent joe-biden; amerykański us
Swedish
  USA us; Tysklands de; Merkel angela-merkel
Turkish
  ABD us; Başkanı barack-obama; ABD us
Russian
  Американского us; президента joe-biden; американский us; США us
of Russia
  Президент volodymyr-zelensky; Украины ua; премьер-министр naftali-bennett; Израиля il; Украины ua; Владимир Зеленский volodymyr-zelensky; Франции fr; США us
Arabic
  الرئيس vladimir-putin; الروسي ru; وزير الخارجية john-kerry; الأمريكي us; الأمريكي us; الروسي ru; فلاديمير بوتين vladimir-putin
Persian
  رئیس جمهور hassan-rouhani; ایران ir
Chinese
  美国 us; 总统 barack-obama; 美国 us; 美国 us; 美国 us; 法国 fr; 总统 nicolas-sarkozy; 北京 beijing
Japanese
  アメリカ us; 大統領 barack-obama; アメリカ us; アメリカ us
Ukrainian
  Американський us; президент joe-biden; американський us
END
same 'titles of ten languages' "$T/expected" "$T/got"

# Words of other languages that are written like names: he (Egli), data (Dati); the ministry of defence is no quarter of Paris.
cat >"$T/words.jsonl" <<'END'
{"id":"Italian","date":"2010-03-17","text":"La Francia e la Svizzera tacciono. Egli spera. Dati personali: leggere."}
{"id":"French","date":"2012-07-19","text":"Le ministre de la Défense est mort en Syrie. Un bureau à La Défense ouvre en France."}
{"id":"Spanish","date":"2018-04-12","text":"En Siria, los insurgentes salieron de Duma hacia Idlib."}
END
gazet tag "$T/words.jsonl" | jq -r '.id, ([.mentions[] | .text + " " + (.entity | sub(".*/"; ""))] | "  " + join("; "))' >"$T/got"
cat >"$T/expected" <<'END'
Italian
  Francia fr; Svizzera ch
French
  Syrie sy; La Défense la-defense; France fr
Spanish
  Siria sy; Duma douma; Idlib idlib
END
same 'words of other languages' "$T/expected" "$T/got"

# Titles in front of surnames alone, and forms of address.
cat >"$T/titles.jsonl" <<'END'
{"id":"French","date":"2005-06-01","text":"M. Lavrov a dit non dans la nuit, en Russie. MM. Bush et Blair, aux États-Unis, et le président américain Bush."}
{"id":"Dutch","date":"2011-06-01","text":"Dhr. Rutte sprak in Nederland."}
{"id":"Hebrew","date":"2018-06-01","text":"ראש ממשלת ישראל נתניהו נפגש בירושלים עם נשיא ארצות הברית טראמפ"}
{"id":"Hindi","date":"2016-06-01","text":"प्रधानमंत्री मोदी ने अमेरिका के राष्ट्रपति ओबामा से कहा"}
{"id":"Persian","date":"2011-06-01","text":"رئیس جمهور احمدی‌نژاد گفت"}
{"id":"Arabic","date":"2005-06-01","text":"قال الرئيس الأمريكي بوش والمستشارة"}
{"id":"Polish","date":"2016-06-01","text":"Spotkanie prezydenta Dudy z kanclerz Merkel i premier Szydło."}
{"id":"Russian","date":"2005-06-01","text":"Визит президента Путина и президента США Буша; дожди в Чечню, Сицилию и Техасом."}
{"id":"Chinese","date":"1990-08-03","text":"布什总统谴责侵略。"}
{"id":"Korean","date":"2022-07-01","text":"바이든 대통령은 말했다."}
{"id":"not of Germany","date":"1996-04-22","text":"L'on. D'Alema esulta; il descubrimiento de América."}
END
gazet tag "$T/titles.jsonl" | jq -r '.id, ([.mentions[] | .text + " " + (.entity | sub(".*/"; "")) + " " + .via] | "  " + join("; "))' >"$T/got"
cat >"$T/expected" <<'END'
French
  Lavrov sergei-lavrov title; Russie ru alias; Bush george-w-bush title; États-Unis us alias; américain us adjective; Bush george-w-bush title
Dutch
  Rutte mark-rutte title; Nederland nl alias
Hebrew
  ישראל il alias; נתניהו benjamin-netanyahu title; בירושלים jerusalem alias; ארצות הברית us alias; טראמפ donald-trump title
Hindi
  मोदी narendra-modi title; अमेरिका us alias; ओबामा barack-obama title
Persian
  احمدی‌نژاد mahmoud-ahmadinejad title
Arabic
  الأمريكي us adjective; بوش george-w-bush title
Polish
  Dudy andrzej-duda title; Merkel angela-merkel title; Szydło beata-szydlo title
Russian
  Путина vladimir-putin title; США us acronym; Буша george-w-bush title; Чечню chechnya alias; Сицилию sicily alias; Техасом texas alias
Chinese
  布什 george-h-w-bush title
Korean
  바이든 joe-biden title
not of Germany
  
END
same 'titles in many languages' "$T/expected" "$T/got"
finish
