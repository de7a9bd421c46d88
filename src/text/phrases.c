/*
 * phrases.c: the words of agencies, credits, share bars and the like: the table that the rules of boilerplate
 * work on. A phrase is folded like any text, so it is written here as it is in print.
 */
#include "boilerplate.h"

const struct gz_phrase_row gz_phrase_rows[] = {
	{GZ_PHRASE_AGENCY,
	 "Reuters | Thomson Reuters | Reuters News | Reuters Health | Thomson Reuters Foundation | Рейтер | "
	 "AP | Associated Press | The Associated Press | AFP | Agence France-Presse | AFP-JIJI | "
	 "dpa | dpa-AFX | dpa/AFX | Deutsche Presse-Agentur | UPI | United Press International | "
	 "Xinhua | Xinhuanet | Xinhua News Agency | Interfax | INTERFAX.RU | Interfax-Ukraine | Интерфакс | "
	 "TASS | ITAR-TASS | ТАСС | ИТАР-ТАСС | RIA Novosti | РИА Новости | УНИАН | Укринформ | Ukrinform | "
	 "ANSA | Adnkronos | Europa Press | EFE | Agencia EFE | Lusa | Agência Lusa | Agência Brasil | "
	 "Estadão Conteúdo | Notimex | Télam | "
	 "Kyodo | Kyodo News | Jiji | Jiji Press | Yonhap | KCNA | Antara | Bernama | PTI | "
	 "Press Trust of India | IANS | Belga | PA Media | Press Association | Canadian Press | "
	 "The Canadian Press | Bloomberg News | Dow Jones Newswires | Anadolu | Anadolu Agency | IRNA | KUNA "
	 "| "
	 "Tanjug | Agerpres | Mediafax | Ritzau | TASR | ČTK | dapd | KNA | SAPA | NZPA | AFX | "
	 "PR Newswire | PRNewswire | PRNewswire-FirstCall | Business Wire | GlobeNewswire | Globe Newswire | "
	 "Marketwire | Marketwired | CNN | RFE/RL | Inter Press Service"},
	{GZ_PHRASE_DOUBTFUL, "Bloomberg | APA | ANP | PA | CP | AAP | AGI | ANI | UNI | CNA | VNA | SANA | "
			     "ISNA | Mehr | Fars | AA | "
			     "MENA | WAM | QNA | SPA | Petra | PAP | MTI | SITA | HINA | Beta | FENA | STA | "
			     "BTA | BNS | LETA | ELTA | "
			     "NTB | TT | STT | NAN | GNA | APS | MAP | TAP | PANA | ATS | SDA | epd | SID | "
			     "ddp | IPS | VOA | BBC | "
			     "Dow Jones | MarketWatch | NPR | ABC | NBC | CBS | AsiaNews | EFE News"},
	{GZ_PHRASE_MONTH,
	 "January | February | March | April | May | June | July | August | September | October | November | "
	 "December | Jan | Feb | Mar | Apr | Jun | Jul | Aug | Sep | Sept | Oct | Nov | Dec | "
	 "janvier | février | mars | avril | mai | juin | juillet | août | septembre | octobre | novembre | "
	 "décembre | janv | févr | avr | juil | déc | "
	 "Januar | Jänner | Februar | März | Juni | Juli | Oktober | Dezember | Okt | Dez | "
	 "enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre | octubre | noviembre "
	 "| "
	 "diciembre | ene | abr | ago | dic | "
	 "gennaio | febbraio | aprile | maggio | giugno | luglio | settembre | ottobre | dicembre | "
	 "gen | mag | giu | lug | set | ott | "
	 "janeiro | fevereiro | março | maio | junho | julho | setembro | outubro | novembro | dezembro | "
	 "fev | out | "
	 "января | февраля | марта | апреля | мая | июня | июля | августа | сентября | октября | ноября | "
	 "декабря | "
	 "янв | фев | мар | апр | июн | июл | авг | сен | сент | окт | ноя | дек | "
	 "januari | februari | maart | mei | augustus"},
	{GZ_PHRASE_WEEKDAY, "Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday | Mon | "
			    "Tue | Wed | Thu | Fri | "
			    "Sat | Sun | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche"},
	{GZ_PHRASE_CREDIT,
	 "Reporting by | Additional reporting by | Reporting and writing by | Reporting and editing by | "
	 "Additional reporting and writing by | Additional writing by | Additional editing by | Editing by | "
	 "Writing by | Writing and editing by | Reporting and additional writing by | "
	 "Reported by | Edited by | Compiled by | Desking by | With reporting by | With additional reporting "
	 "by | "
	 "Editing and additional reporting by | Writing and additional reporting by | Analysis by | "
	 "Reportage de | Reportages de | Édité par | Rédigé par | Version française | Traduit par | "
	 "Redigiert von | Bericht von | Geschrieben von | Mitarbeit von | "
	 "Reporte de | Reporte adicional de | Reportes adicionales de | Reportado por | Información de | "
	 "Editado por | Editado en español por | Edición de | Traducido por | Escrito por | "
	 "A cura di | In redazione | Tradotto da | "
	 "Reportagem de | Reportagem adicional de | Edição de | Traduzido por | Texto de | "
	 "Подготовил | Подготовила | Перевел | Перевела"},
	{GZ_PHRASE_SURE,
	 "Editing by | Additional reporting by | Reporting and writing by | Reporting and editing by | "
	 "Writing and editing by | Additional reporting and writing by"},
	{GZ_PHRASE_WORK,
	 "Written by | Translated by | Production by | Produced by | Graphic by | Graphics by | Polling by | "
	 "Created by | Research by | Video by | By | Reporting | Additional reporting | Reporting in | "
	 "Reporting from | Newsroom | Bangalore newsroom | Redaktion | Reporter | Mitarbeit | Redazione | "
	 "Por | "
	 "Texto | Автор | Авторы | Редактор"},
	{GZ_PHRASE_CREDIT_WORD,
	 "reporting | reporter | reporters | editing | writing | additional | compiled | edited | written | "
	 "translated | graphics | graphic | production | polling | contributed | contributing | newsroom | "
	 "bureau | bureaus | bureaux | desk | team | staff | unit | "
	 "reported | led | polls | poll | further | analysis | report | correspondent | correspondents | "
	 "editor | editors | by | in | at | "
	 "for | from | with | and | of | on | et | de | à | en | par | avec | édité | pour | du | der | die "
	 "| von | "
	 "und | aus | mit | y | con | por | e | em | com | edição | a | di | da | do | dos | das | van | den "
	 "| bin | "
	 "al | el | le | la | редактор | и"},
	{GZ_PHRASE_GAVE,
	 "contributed to this report | contributed to this story | contributed to this article | "
	 "contributed reporting | contributed to the report | also contributed to this report"},
	{GZ_PHRASE_BY, "By | Von | Par | Por | Di | Door | Av | Автор"},
	{GZ_PHRASE_PHOTO,
	 "Photo by | Photos by | Photograph by | Photographs by | Photography by | Photo courtesy of | "
	 "Photo courtesy | Photo illustration by | Picture by | Image by | Image courtesy of | Photo credit "
	 "| "
	 "Image credit | Picture credit | Foto von | Fotos von | Photo de | Foto de | Foto di | "
	 "Crédit photo | Crédits photo | Bildnachweis | Créditos de la foto"},
	{GZ_PHRASE_PICTURE,
	 "Photo | Photos | Photograph | Picture | Image | Credit | Foto | Fotos | Bild | Imagen | "
	 "Crédito | Фото | AP Photo | AFP Photo"},
	{GZ_PHRASE_COPYRIGHT, "Copyright"},
	{GZ_PHRASE_SHARE,
	 "Share on | Share this | Share via | Tweet this | Follow us | Follow us on | Like us on | Find us "
	 "on | "
	 "Join us on | Email this | Print this | Click here to subscribe | Click here for | Click here to | "
	 "Subscribe to our | Subscribe now | Subscribe today | Sign up for our | Sign up to our | "
	 "Sign up here | Get our newsletter | Download our app | Teilen auf | Folgen Sie uns | "
	 "Newsletter abonnieren | Jetzt abonnieren | Partager sur | Suivez nous | Abonnez vous | "
	 "Inscrivez vous à | Compartir en | Síguenos en | Síganos en | Suscríbase a | Suscríbete a | "
	 "Condividi su | Seguici su | Iscriviti alla | Abbonati a | Compartilhar no | Compartilhe no | "
	 "Siga nos | Assine a | Поделиться в | Подписывайтесь на"},
	{GZ_PHRASE_SHARE_ACT, "share | tweet | email | e-mail | print | teilen | drucken | partager | "
			      "imprimer | compartir | imprimir | "
			      "condividi | stampa | compartilhar | поделиться | pin it | post"},
	{GZ_PHRASE_SHARE_WORD,
	 "on | this | via | to | with | facebook | twitter | whatsapp | linkedin | linked in | reddit | "
	 "pinterest | "
	 "google | google + | google plus | plus | telegram | tumblr | digg | messenger | x | copy | link | "
	 "more | "
	 "save | comments | comment | article | page | story | vkontakte | mail | sms | flipboard | pocket | "
	 "instagram | youtube | sur | auf | en | su | no"},
	{GZ_PHRASE_LINK,
	 "Read more | Read also | Read next | Read the full story | See also | See more | Related | "
	 "Related articles | Related stories | Related coverage | Related topics | More on this story | "
	 "More from | Recommended | Also read | Don't miss | Continue reading | Lire aussi | Lire la suite | "
	 "À lire aussi | Voir aussi | Lesen Sie auch | Mehr zum Thema | Lesen Sie mehr | Lea también | "
	 "Lee también | Leer más | Ver también | Más información | Leggi anche | Leggi tutto | Leia também | "
	 "Leia mais | Veja também | Читайте также | Подробнее | Advertisement | Advertisements"},
	{GZ_PHRASE_NOTICE,
	 "Our standards | All rights reserved | This material may not be published | "
	 "Material may not be published | Tous droits réservés | Alle Rechte vorbehalten | "
	 "Todos los derechos reservados | Tutti i diritti riservati | Todos os direitos reservados | "
	 "Reproduction prohibited | Riproduzione riservata | Reproducción prohibida | Все права защищены | "
	 "Terms of use | Privacy policy | No reproduction without permission"},
	{GZ_PHRASE_NO_NAME, "the | a | an | its | his | her | their | our | your | this | that | these | "
			    "those | some | many | any | "
			    "no | using | which | who | le | les | der | die | das | los | las"},
	{GZ_PHRASE_SPOKEN_OF,
	 "said | says | say | reported | reports | report | told | quoted | cited | news | agency | bureau | "
	 "office | "
	 "offices | correspondent | correspondents | journalist | journalists | reporter | reporters | "
	 "photographer | photographers | cameraman | staff | headquarters | poll | polls | survey | analysis "
	 "| "
	 "data | calculations | story | article | interview | editor | editors | chief | building | "
	 "building's | "
	 "market | share | shares | group | plc | inc | corp | s | and | or | to | in | on | of | for | was "
	 "| were | "
	 "is | has | had | that | which | who | about | holdings | announced | named | agreed"},
	{0, NULL},
};
