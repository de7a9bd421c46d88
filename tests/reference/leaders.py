#!/usr/bin/env python3
"""Compares the offices of the gazetteer with a table of national leaders (Archigos 4.1, 1875-2015).

usage: leaders.py GAZETTEERS LEADERS.csv [--since YEAR] [--tolerance DAYS] [--country CC]

A spell is found where somebody of that name holds an office of that country at the same time. Printed are, tab-separated,
the spells that are not found (missing) and those that begin or end on other days (dates), with the disagreement in
days; then a count of each. Disagreements are a list to be judged, not faults: the table counts who rules, whatever the
office.
"""
import argparse, csv, datetime, difflib, pathlib, re, unicodedata

# The table's country codes, which are its own, as ISO 3166.
CODES = {code: iso for iso, code in (pair.split(':') for pair in """
us:USA ca:CAN bs:BHM cu:CUB ht:HAI do:DOM jm:JAM tt:TRI bb:BAR mx:MEX bz:BLZ gt:GUA hn:HON sv:SAL ni:NIC cr:COS pa:PAN
co:COL ve:VEN gy:GUY sr:SUR ec:ECU pe:PER br:BRA bo:BOL py:PAR cl:CHL ar:ARG uy:URU gb:UKG ie:IRE nl:NTH be:BEL lu:LUX
fr:FRN ch:SWZ es:SPN pt:POR de:GFR ddde:GDR pl:POL at:AUS hu:HUN cshh:CZE cz:CZR sk:SLO it:ITA mt:MLT al:ALB rs:SER mk:MAC
hr:CRO yucs:YUG ba:BOS xk:KOS si:SLV gr:GRC cy:CYP bg:BUL md:MLD ro:RUM ru:RUS ee:EST lv:LAT lt:LIT ua:UKR by:BLR am:ARM
ge:GRG az:AZE fi:FIN se:SWD no:NOR dk:DEN is:ICE cv:CAP gw:GNB gq:EQG gm:GAM ml:MLI sn:SEN bj:BEN mr:MAA ne:NIR ci:CDI gn:GUI
bf:BFO lr:LBR sl:SIE gh:GHA tg:TOG cm:CAO ng:NIG ga:GAB cf:CEN td:CHA cg:CON cd:DRC ug:UGA ke:KEN tz:TAZ bi:BUI rw:RWA so:SOM
dj:DJI et:ETH er:ERI ao:ANG mz:MZM zm:ZAM zw:ZIM mw:MAW za:SAF na:NAM ls:LES bw:BOT sz:SWA mg:MAG km:COM mu:MAS ma:MOR dz:ALG
tn:TUN ly:LIB sd:SUD ss:SSD ir:IRN tr:TUR iq:IRQ eg:EGY sy:SYR lb:LEB jo:JOR il:ISR sa:SAU ye:YEM ydye:YPR kw:KUW bh:BAH
qa:QAT ae:UAE om:OMA af:AFG tm:TKM tj:TAJ kg:KYR uz:UZB kz:KZK cn:CHN mn:MON tw:TAW kp:PRK kr:ROK jp:JPN in:IND bt:BHU
pk:PAK bd:BNG mm:MYA lk:SRI mv:MAD np:NEP th:THI kh:CAM la:LAO vn:DRV my:MAL sg:SIN bn:BRU ph:PHI id:INS tl:ETM au:AUL
pg:PNG nz:NEW sb:SOL fj:FJI""".split())}
# States that went on under another code.
ALSO = {'ru': ['ru', 'suhh'], 'rs': ['rs', 'yucs', 'csxx'], 'yucs': ['yucs', 'csxx', 'rs'], 'cz': ['cz', 'cshh'],
        'cshh': ['cshh', 'cz', 'sk'], 'mm': ['mm', 'bumm'], 'cd': ['cd', 'zrcd'], 'bf': ['bf', 'hvbf'], 'ye': ['ye', 'ydye'],
        'ydye': ['ydye', 'ye'], 'tl': ['tl', 'tptp'], 'zw': ['zw', 'rhzw'], 'bj': ['bj', 'dydy'], 'de': ['de', 'ddde'], 'vn': ['vn', 'vdvn']}
FAR = datetime.date(9999, 1, 1)


def fold(text):
    text = unicodedata.normalize('NFKD', text.casefold())
    return re.findall(r'\w+', ''.join(c for c in text if not unicodedata.combining(c)).replace('ø', 'o').replace('ł', 'l'))


def rows(folder, required):
    for path in sorted(pathlib.Path(folder).rglob('*.tsv')):
        lines = [line.rstrip('\n').split('\t') for line in path.open(encoding='utf-8') if line.strip() and line[0] != '#']
        if lines and all(name in lines[0] for name in required):
            for line in lines[1:]:
                yield dict(zip(lines[0], line + [''] * (len(lines[0]) - len(line))))


def day(text):
    parts = [int(part) for part in text.split('-')]
    return datetime.date(*(parts + [1, 1])[:3])


def tenures(folder):
    names = {row['id']: [fold(name) for name in [row['name']] + row['aliases'].split('|') + row.get('surname', '').split('|')]
             for row in rows(folder, ['id', 'type', 'name', 'aliases']) if row['type'] == 'person'}
    held = {}
    for row in rows(folder, ['office', 'country', 'holder', 'from', 'to']):
        if row['from'] == '' and row['to'] == '':
            continue
        begin = day(row['from']) if row['from'] else datetime.date(1, 1, 1)
        end = day(row['to']) if row['to'] else FAR
        held.setdefault(row['country'].removeprefix('country/'), []).append(
            (begin, end, row['holder'], row['office'], names.get(row['holder'], []), row['from'], row['to']))
    return held


def is_like(wanted, names):
    """Do they share a word of three letters or more, or one that is nearly the same?"""
    words = {word for name in names for word in name if len(word) > 1}
    return any(word in words or (len(word) > 3 and difflib.get_close_matches(word, words, 1, 0.75)) for word in wanted
               if len(word) > 1)


def judge(spell, candidates, tolerance):
    """The best of the candidates: (days of disagreement, candidate), or None."""
    begin, end, wanted = spell
    best = None
    for candidate in candidates:
        c_begin, c_end, names = candidate[0], candidate[1], candidate[4]
        if c_begin > end + datetime.timedelta(45) or c_end < begin - datetime.timedelta(45) or not is_like(wanted, names):
            continue
        off = [abs((c_begin - begin).days), 0 if end >= datetime.date(2015, 12, 31) else abs((c_end - end).days)]
        # A period written as a year or month agrees where the day is within it.
        slack = [{4: 366, 7: 31}.get(len(text), 0) for text in candidate[5:7]]
        score = sum(max(0, o - s) if o > tolerance else 0 for o, s in zip(off, slack))
        if best is None or score < best[0]:
            best = (score, candidate)
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('gazetteers')
    parser.add_argument('leaders')
    parser.add_argument('--since', type=int, default=1990)
    parser.add_argument('--tolerance', type=int, default=3)
    parser.add_argument('--country', action='append')
    options = parser.parse_args()
    held = tenures(options.gazetteers)
    count = {'agree': 0, 'dates': 0, 'missing': 0}
    for row in csv.DictReader(open(options.leaders, encoding='utf-8')):
        code = CODES.get(row['obsid'].split('-')[0])
        begin, end = day(row['startdate']), day(row['enddate'])
        if code is None or end.year < options.since or (options.country and code not in options.country):
            continue
        candidates = [tenure for c in ALSO.get(code, [code]) for tenure in held.get(c, [])]
        best = judge((begin, end, fold(row['leader'])), candidates, options.tolerance)
        kind = 'missing' if best is None else 'dates' if best[0] > 0 else 'agree'
        count[kind] += 1
        if kind != 'agree':
            ours = '' if best is None else f"{best[1][2]} {best[1][3]} {best[1][5]}..{best[1][6]}"
            print(kind, code, row['leader'], f'{begin}..{end}', ours, '' if best is None else best[0], sep='\t')
    print('# spells since %d: ' % options.since + ', '.join(f'{n} {kind}' for kind, n in count.items()))


if __name__ == '__main__':
    main()
