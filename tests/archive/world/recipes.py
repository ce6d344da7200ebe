"""The truth table: what the archive of the tests holds of the example report, and which copy is the right one.

Each `Page` is one address that the endnotes of `examples/russia-endnotes.txt` cite. `right` names the endnotes and
the copy that is right for each, by the day on which its author read the page: the nearest one, a later one counting
one and a half times as far away. Titles are those of the endnotes. What stands around these pages is
in `surroundings.py`.
"""

from __future__ import annotations

from world.pages import Page, error, redirect, revisit, seen, soft_404

ARCHIVED = (
    Page(
        "http://data.worldbank.org/country/russian-federation",
        "Russian Federation Data",
        "Copies before, on and after the access date; the site now redirects to an address over https.",
        (seen("20111220103000"), seen("20120126150000"), seen("20140301000000")),
        {1: "20120126150000"},
        live=redirect("", "https://data.worldbank.org/countries/russia"),
    ),
    Page(
        "http://en.rian.ru/Russia/20110209/162520570.html",
        "Russia's unemployment rate shrinks to 7.5% in 2010",
        "A revisit four days after the access; its bytes are those of the copy of a year before.",
        (seen("20110210080000"), revisit("20120130070000"), seen("20130101000000")),
        {2: "20120130070000"},
    ),
    Page(
        "http://www.loc.gov/law/help/child-rights/russia.php",
        "Children's Rights: Russian Federation",
        "On the day itself, a redirect one second before the page: a `collapse` by day would hide the page.",
        (
            seen("20110620000000"),
            redirect("20110704090000", "http://www.loc.gov/law/help/child-rights/russia.php?new"),
            seen("20110704090001"),
            seen("20110901000000"),
        ),
        {4: "20110704090001"},
    ),
    Page(
        "http://www.unicef.org/infobycountry/russia_51631.html",
        "'I have the right': UNICEF Russia launches child rights campaign",
        "The bytes never changed, in four years and over the access date: any copy shows what was read.",
        tuple(
            seen(day, edition="one")
            for day in ("20090402000000", "20110115000000", "20120610000000", "20150101000000")
        ),
        {5: "20120610000000"},
    ),
    Page(
        "http://www.unhcr.org/refworld/docid/4da56d945.html",
        "2010 Country Reports on Human Rights Practices – Russia",
        "Ten days before is better than nine days after: the author can only have seen an earlier state.",
        (seen("20110625120000"), seen("20110714120000")),
        {6: "20110625120000"},
    ),
    Page(
        "http://en.rian.ru/russia/20100205/157784115.html",
        "Crime against children on rise in Russia – top investigator",
        "Captured with the port that goes without saying; the page next to it is nearer to the day but another.",
        (seen("20110303000000", form="http://en.rian.ru:80/russia/20100205/157784115.html"),),
        {7: "20110303000000"},
    ),
    Page(
        "http://www.ecpat.net/TBS/PDF/2010_Russia_Progress_Card.pdf",
        "Russia. Country progress card",
        "One address, four endnotes, two access dates, and so two right copies; a PDF.",
        (seen("20110629100000"), seen("20110706100000"), seen("20140101000000")),
        {8: "20110706100000", 13: "20110706100000", 30: "20110629100000", 45: "20110706100000"},
        kind="pdf",
    ),
    Page(
        "http://www.streetchildren.org.uk/_uploads/resources/Street_Children_Stats_FINAL.pdf",
        "Street Children Statistics",
        "Five days before the access a revisit, but of an error; the copy from before the error is right.",
        (
            seen("20111101000000"),
            error("20120110000000"),
            revisit("20120120000000"),
            seen("20120801000000"),
        ),
        {9: "20111101000000"},
        kind="pdf",
    ),
    Page(
        "http://www.undp.ru/index.phtml?iso=RU&lid=1&cmd=publications1&id=54",
        "Human trafficking in the Russian Federation. Inventory and analysis of the current situation and responses",
        "The query names the document: the same page with another number was captured on the day.",
        (seen("20110520000000"),),
        {10: "20110520000000"},
    ),
    Page(
        "http://www.protrectionproject.org/wp-content/uploads/2010/09/Russia.pdf",
        "A Human Rights Report on Trafficking in Persons, Especially Women and Children",
        "Captured over https and without `www.`; the printed form only redirected there.",
        (
            redirect(
                "20110701000000", "https://protrectionproject.org/wp-content/uploads/2010/09/Russia.pdf"
            ),
            seen(
                "20110701000004", form="https://protrectionproject.org/wp-content/uploads/2010/09/Russia.pdf"
            ),
        ),
        {12: "20110701000004"},
        kind="pdf",
    ),
    Page(
        "http://en.rian.ru/russia/20100322/158277750.html",
        "Russia second largest producer of child porn – ombudsman",
        "Two endnotes: one prints no year of its access, so its day is that of the publication.",
        (seen("20100323000000"), seen("20110601000000"), seen("20110901000000")),
        {14: "20100323000000", 22: "20110601000000"},
    ),
    Page(
        "http://news.sky.com/skynews/Home/Sky-News-Archive/Article/200806413569864",
        "Sky Exposes Russian Child Porn Trade",
        "Soon after the access the archive saw the page no more, but an error with status 200: only its text tells.",
        (seen("20110301000000"), soft_404("20110601000000"), redirect("20120101000000", "/")),
        {16: "20110301000000"},
        live=redirect("", "http://news.sky.com/"),
    ),
    Page(
        "http://articles.cnn.com/2011-06-02/world/russia.child.porn_1_child-pornography-sexual-abuse-child-advocate?s=PM:WORLD",
        "Russia: Where Keeping Child Porn is Legal",
        "A colon in the query; the day after the access is nearer than three weeks before it.",
        (seen("20110608000000"), seen("20110630120000")),
        {17: "20110630120000"},
    ),
    Page(
        "http://www.unicef.org/ceecis/Unicef_EnglishBook.pdf",
        "Human Trafficking in the Russian Federation",
        "Only copies from after the access.",
        (seen("20110320000000"), seen("20130101000000")),
        {18: "20110320000000"},
        kind="pdf",
    ),
    Page(
        "http://orphancoalition.org/blog/two-million-children-are-living-life-as-sex-slaves/",
        "Two Million Children Are Living Life as Sex Slaves",
        "Captured without the slash at the end.",
        (
            seen(
                "20110705000000",
                form="http://orphancoalition.org/blog/two-million-children-are-living-life-as-sex-slaves",
            ),
        ),
        {19: "20110705000000"},
    ),
    Page(
        "http://english.ruvr.ru/2009/12/17/3073796.html",
        "Alexia Golovan: to resolve children's problems is top",
        "The bodies were served and are stored compressed.",
        (seen("20091220000000", gzip=True), seen("20120210000000", gzip=True)),
        {20: "20120210000000"},
    ),
    Page(
        "http://moscow.usembassy.gov/tipreport2010.html",
        "Trafficking in Persons Report 2010",
        "Four notes read it in May 2011; the fifth prints the 32nd of May, so the year 2010 is all it says.",
        (
            seen("20100620000000"),
            seen("20110105000000"),
            redirect("20110524000000", "http://moscow.usembassy.gov/maintenance.html", status=302),
            seen("20110601000000"),
        ),
        {
            23: "20110105000000",
            46: "20110601000000",
            47: "20110601000000",
            48: "20110601000000",
            50: "20110601000000",
        },
    ),
    Page(
        "http://iipdigital.usembassy.gov/st/english/article/2011/03/20110324164020yllas0.5926129.html#axzz1MVFgTkTm",
        "US, Russia Unite to Fight Crimes Against Children",
        "Two copies of the day; the fragment is nothing that an archive sees.",
        (seen("20110602003000"), seen("20110602235900")),
        {24: "20110602003000", 42: "20110602003000"},
    ),
    Page(
        "http://www.justice.gov/marshals/news/chron/2010/032410.htm",
        "US Marshals Launch G8 Wanted Child Sex Offender Website",
        "No access date: the copy nearest to the publication.",
        (seen("20100326000000"), seen("20110101000000")),
        {25: "20100326000000"},
    ),
    Page(
        "http://meero.worldvision.org/about.php?countryID=14",
        "Russian Federation, Chechnya & Ingushetia",
        "An error on the morning of the access: the earlier copy is from before it, the later one from after.",
        (seen("20110501000000"), error("20110525040000"), seen("20110610000000")),
        {28: "20110610000000"},
    ),
    Page(
        "http://www.state.gov/g/tip/rls/tiprpt/2011/164233.htm",
        "Trafficking in Persons Report 2011",
        "A new text on the day of the access, two days after the first.",
        (seen("20110627150000"), seen("20110629180000"), seen("20111201000000")),
        {29: "20110629180000", 43: "20110629180000"},
    ),
    Page(
        "http://eng.kremlin.ru/news/1580",
        "Law on protecting children from negative and harmful information",
        "Later the site was rebuilt: the page answers at a new address, and its text is that of the old copy.",
        (
            seen("20110115000000", edition="law"),
            redirect("20120601000000", "http://eng.kremlin.ru/acts/1580"),
        ),
        {31: "20110115000000"},
        live=redirect("", "http://eng.kremlin.ru/acts/1580"),
    ),
    Page(
        "http://en.rian.ru/world/20110713/165180115.html",
        "Russia U.S sign bilateral child adoption agreement",
        "A revisit the day before the access.",
        (seen("20110714000000"), revisit("20120125120000")),
        {32: "20120125120000"},
    ),
    Page(
        "http://www.thecode.org/index.php?page=6_3#Russia",
        "Code Members",
        "One copy of three weeks before.",
        (seen("20110612000000"),),
        {33: "20110612000000"},
    ),
    Page(
        "http://www.uk-rf.com/glava17.html",
        "Уголовный кодекс РФ. Глава 17",
        "In Russian, in windows-1251: the title is not the one that the endnote gives in English.",
        (seen("20110824000000"), seen("20110910000000")),
        {34: "20110824000000"},
        kind="cyrillic",
    ),
    Page(
        "http://www.ispionline.it/it/documents/Analysis_46_2011.pdf",
        "Pro-Kremlin Youth Movements in Russia and the Idea of Conservative Modernisation",
        "On the day itself.",
        (seen("20120127093000"),),
        {51: "20120127093000"},
        kind="pdf",
    ),
)

NEVER_ARCHIVED = (
    Page(
        "http://www.undp.ru/nhdr2010/National_Human_Development_Report_in_the_RE_2010_ENG.pdf",
        "National Human Development Report in the Russian Federation 2010",
        "The scanner read `RE` for `RF`.",
        right={3: None},
    ),
    Page(
        "http://www.businessweek.com/globalbiz/content/feb2007/gb20070223_311905",
        "EU Presses Russia on Human Trafficking",
        "The extension is lost.",
        right={11: None},
    ),
    Page(
        "http://www.buffalonews.com/city/special-reports/artciel106538.ece",
        "Part One: Russia and US are bound in the illegal cyber-trafficking of child pornography",
        "`artciel` for `article`.",
        right={15: None},
    ),
    Page(
        "http://www.eva.ru/fun-and-fun/artciel/print.xhtml?artcileld=5226",
        "Commercial sexual exploitation of children",
        "Misprinted twice.",
        right={21: None},
    ),
    Page(
        "http://www.norden.org/en/about-nordic-co-operation/areas-ofco-operation/trafficking-in-human-beings/about-the-fightagainst-trafficking",
        "About the fight against Trafficking",
        "Two hyphens are lost at line ends.",
        right={26: None},
    ),
    Page(
        "http://www.childtrafficking.org/pdf/user/Unicef_RussiaTraffickingMar06.pdf",
        "Human Trafficking in the Russian Federation – Inventory and analysis of the current situation and responses",
        "The archive came twice, and saw a redirect to the first page and an error: there is no copy.",
        (redirect("20110801000000", "http://www.childtrafficking.org/"), error("20111001000000")),
        {27: None},
    ),
    Page(
        "http://www.gk-rf.com/glava03",
        "1994 Russian Civil Code",
        "The extension is lost, and two that it could have been are archived.",
        right={35: None},
    ),
    Page(
        "http://www.loc.gov/lawweb/servlet/lloc_news?disp1_l205402708_Russian%20Federation",
        "Russian Federation: Harsher Punishment for Crimes Against Children",
        "The query is misread.",
        right={36: None},
    ),
    Page(
        "http://www.csmonitor.com/World/Europe/2011/0511/Chemical-castration-Why-Medvedev-suggests-itfor-Russi-s-pedophiles",
        "Chemical castration: Why Medvedev suggests it for Russia's pedophiles",
        "A hyphen and a letter are lost.",
        right={37: None},
    ),
    Page(
        "http://www.ariadnet.net/partner.php?Id=23&",
        "Angel Coalition",
        "No archive ever came here.",
        right={49: None},
    ),
)

CITED = ARCHIVED + NEVER_ARCHIVED

TRUTH = {note: (page, timestamp) for page in CITED for note, timestamp in page.right.items()}
"""For each endnote with an address: its page, and the timestamp of the right copy, or None."""
