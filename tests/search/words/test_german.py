"""German compounds are taken apart where every part is known, and other words are left alone."""

import pytest

from search.words.german import parts, with_parts

NO_COMPOUNDS = """
Beratung Beratungen Verein Vereine Österreich Wien Information Informationen Bildung Ausbildung Abbildung Einbildung
Universität Entwicklung Begleitung Beteiligung Anerkennung Gleichstellung Gemeinschaft Gesellschaft Wirtschaft
Verwaltung Unterricht Nachricht Antwort Heimat Beirat Monat Gegenstand Zustand Vorteil Partner Partnerin Beispiel
Geschichte Verarbeitung Einführung Deutschland Hamburg Karlstadt Zweibrücken Freiburg Kaufmann Zimmermann Bergmann
Walter Schneider Steinberger Neubauer Waldhauser Schulz Destination Falter Plantage Portfolio Mediation Europa
Teilnehmer Geflüchtete Migrantinnen Arbeit Kurs Wort an
"""


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("erwachsenenbildung", "erwachsenen bildung"),
        ("freiwilligenarbeit", "freiwilligen arbeit"),
        ("migrationsberatung", "migration beratung"),
        ("kompetenzbilanz", "kompetenz bilanz"),
        ("kompetenzfeststellung", "kompetenz feststellung"),
        ("berufsanerkennung", "beruf anerkennung"),
        ("flüchtlingshilfe", "flüchtling hilfe"),
        ("sprachförderung", "sprach förderung"),
        ("bildungsberatung", "bildung beratung"),
        ("bildungsberatungen", "bildung beratung"),
        ("bildungsberaterinnen", "bildung beraterin"),
        ("weiterbildung", "weiter bildung"),
        ("weiterbildungsangebot", "weiterbildung weiter bildung angebot"),
        ("arbeitsmarkt", "arbeit markt"),
        ("arbeitsmarktintegration", "arbeit markt integration"),
        ("arbeitgeber", "arbeit geber"),
        ("arbeitslosigkeit", "arbeit losigkeit"),
        ("berufserfahrung", "beruf erfahrung"),
        ("berufsberatung", "beruf beratung"),
        ("sprachkurs", "sprach kurs"),
        ("sprachkurse", "sprach kurse"),
        ("deutschkurs", "deutsch kurs"),
        ("muttersprache", "mutter sprache"),
        ("beratungsstelle", "beratung stelle"),
        ("beratungsstellen", "beratung stellen"),
        ("familienzusammenführung", "familien zusammenführung zusammen führung"),
        ("kinderbetreuung", "kinder betreuung"),
        ("bundesregierung", "bundes regierung"),
        ("staatsbürgerschaft", "staat bürgerschaft"),
        ("aufenthaltsrecht", "aufenthalt recht"),
        ("asylverfahren", "asyl verfahren"),
        ("asylbewerberleistungsgesetz", "asyl bewerber leistung gesetz"),
        ("hochschulabschluss", "hochschul abschluss"),
        ("gesundheitsförderung", "gesundheit förderung"),
        ("krankenversicherung", "kranken versicherung"),
        ("wohnungssuche", "wohnung suche"),
        ("frauengruppe", "frauen gruppe"),
        ("elternarbeit", "eltern arbeit"),
        ("jugendzentrum", "jugend zentrum"),
        ("netzwerktreffen", "netzwerk treffen"),
        ("projektleiterin", "projekt leiterin"),
        ("landeshauptstadt", "landes haupt stadt"),
        ("datenschutz", "daten schutz"),
        ("gleichstellungspolitik", "gleichstellung politik"),
        ("zielgruppenanalyse", "zielgruppe ziel gruppe analyse"),
        ("xyzbildung", "bildung"),
        ("demokratiebildung", "bildung"),
    ],
)
def test_a_compound_gives_its_parts(word: str, found: str) -> None:
    assert parts(word) == found.split()


@pytest.mark.parametrize(
    "word",
    NO_COMPOUNDS.split(),
)
def test_a_word_that_is_no_compound_is_left_alone(word: str) -> None:
    assert parts(word.casefold()) == []


def test_a_text_gives_the_parts_of_its_compounds() -> None:
    assert with_parts("Erwachsenenbildung in Wien: Sprachförderung & Straßenarbeit, 2026") == (
        "erwachsenen bildung sprach förderung arbeit"
    )
    assert with_parts("Beratung") == with_parts("") == ""
