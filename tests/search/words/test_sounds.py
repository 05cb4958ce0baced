"""The spellings of one name meet in its sound, and different names stay apart."""

from itertools import combinations

import pytest

from search.folding import fold_word
from search.words.sounds import sound

SPELLINGS = """
Mariya Maria Marija Мария
Dimitrova Dimitrowa Димитрова
Ivanov Ivanoff Iwanow Иванов
Petrov Petroff Petrow Петров
Georgi Gueorgui Georgiy Georgij Георги
Yulia Julia Iuliia Yuliya Julija Юлия
Hristo Christo Khristo Христо
Hristina Christina Kristina Krystyna
Tsvetan Cvetan Zwetan Цветан
Tsenov Cenov Ценов
Tsankov Tzankov Цанков
Zhivko Jivko Živko Живко
Shishkov Schischkow Šiškov Шишков
Bozhidar Božidar Божидар
Zhelyazko Željazko Желязко
Stoyan Stojan Stoian Стоян
Lyubomir Ljubomir Liubomir Любомир
Sergey Sergei Sergej Сергей
Iliya Ilija Ilia Илия
Mihaylov Michailow Mikhailov Михайлов
Vasil Wassil Vassil Васил
Yekaterina Ekaterina Екатерина
Chavdar Tschawdar Czawdar Чавдар
Müller Mueller Muller
Schröder Schroeder
Jäger Jaeger Yager
Meier Maier Mayer Meyer
Schmidt Schmitt
Schulz Schultz
Schwarz Schwartz
Franz Frantz
Mohammed Mohamed Muhammad Muhammed Mohamad
Ahmed Ahmad
Yusuf Jusuf
Khalid Halid
Khadija Hadija Hadiya
Fatimah Fatima
Jamila Djamila Dzhamila Dschamila
Mahmoud Mahmud
Tariq Tarik
Leyla Leila Layla
Ayşe Ayshe Aysche
Kowalski Kovalski
Wiśniewski Visnievski
Szymon Simon Shimon
Tomasz Tomash Tomáš Thomas
Petrović Petrovich Petrowitsch Petrowicz Петрович
Kovačević Kovachevich Kovatschewitsch
Nikolić Nikolich Nikolitsch
Miloš Milosh Milosch
Nataša Natasha Natascha
Nadya Nadja Nadia
Tanya Tanja Tania
González Gonsales
Carlos Karlos
Marco Marko
Victor Viktor
Erik Eric Erich
Jakob Jacob Yakob
Alexander Aleksander
Elisabeth Elizabeth Elisabet
Stefan Stephan
Philip Filip
Sarah Sara
Anna Ana
Rosa Roza
""".strip().splitlines()

APART = """
Ivan Ivana, Ivan Ivo, Ivanov Ivanova, Petrov Petrova, Petrov Petkov, Maria Marin, Maria Marina, Maria Mara,
Marin Martin, Jonas Johann, Johann Jan, Jan Jana, Jana Johanna, Elena Alina, Elena Lena, Petar Petra, Petar Peter,
Petra Peter, Georgi Gergana, Georgiev Grigorov, Julia Julian, Julia Juliana, Kristina Kristian, Stefan Stefania,
Christof Hristov,
Smith Schmidt, Anita Anna, Nikola Nikolay, Nina Nino, Dimitar Dimitra, Dimov Dimitrov, Boris Borislav, Stoyan Stoyanka,
Vasil Vasilena, Hans Hansen, Müller Moller, Tom Thomas, Daniel Daniela, Emil Emilia, Viktor Viktoria, Todor Teodora,
Mira Mirela, Rosen Rosa, Kiril Karl, Mehmed Mohamed, Yusuf Youssef, Fatma Fatima, Ali Alia, Omar Amar, Hassan Hussein,
Koch Kock, Klein Kleiner, Becker Bauer, Todorov Tsvetkov, Tsanev Chanev, Zoya Soya, Kolev Koleva, Stoev Stoeva,
Milen Milena, Anton Antonia, Ivo Iva, Denitsa Denis, Simeon Simona, Luka Lukas, Tina Dina, Dora Tora, Novak Novakova,
Pavel Pavlov, Nikolov Nikolova, Eva Ivo, Lea Leo, Leon Lena, Mila Mile, Nora Noah, Karin Karina, Lara Laura, Adam Adem,
Amina Emina, Samir Samira, Karim Karima, Michael Michaela, Paul Paula, Carlos Carla, Zlatan Slavan, Irina Irena
""".replace("\n", " ").split(",")


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda spellings: spellings.split()[0])
def test_the_spellings_of_a_name_meet(spellings: str) -> None:
    assert len({sound(fold_word(name)) for name in spellings.split()}) == 1


@pytest.mark.parametrize("names", [names.strip() for names in APART])
def test_different_names_stay_apart(names: str) -> None:
    one, other = names.split()

    assert sound(fold_word(one)) != sound(fold_word(other))


def test_names_of_different_sound_stay_apart_from_each_other() -> None:
    keys = {sound(fold_word(spellings.split()[0])) for spellings in SPELLINGS}

    assert len(keys) == len(SPELLINGS)


def test_the_sound_of_a_sound_is_itself() -> None:
    names = {name for line in SPELLINGS + APART for name in line.split()}
    clusters = {"".join(pair) for pair in combinations(("sch", "tz", "cz", "w", "ie", "jiv", "ck", "ue", "h", "x"), 4)}

    for word in {fold_word(name) for name in names} | clusters:
        assert sound(sound(word)) == sound(word)


@pytest.mark.parametrize("word", ["", "a", "2026", "h", "zzz"])
def test_anything_folded_has_a_sound(word: str) -> None:
    assert sound(sound(word)) == sound(word)
