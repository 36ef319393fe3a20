#!/usr/bin/python3
"""Prepares a Lava source checkout for Python 3.11 and later.

Lava 0.11 gives some dataclass fields an instance as their default; Python 3.11 and later refuse that. Each becomes
a default_factory, and nothing else is changed. Run it on a copy; a second run changes nothing.

    prepare_lava.py CHECKOUT/src
"""
import pathlib
import re
import sys

FILE = pathlib.PurePath("lava/magma/compiler/var_model.py")
INSTANCE_AS_DEFAULT = re.compile(r"^(    \w+: (\w+)) = \2\(\)$", re.MULTILINE)
IMPORT = re.compile(r"^from dataclasses import (?!.*\bfield\b)", re.MULTILINE)


def prepare(source):
    """Returns the text with every instance default made a factory, and how many there were."""
    text, count = INSTANCE_AS_DEFAULT.subn(r"\1 = field(default_factory=\2)", source)
    return (IMPORT.sub("from dataclasses import field, ", text, count=1) if count else text), count


def main(arguments):
    if len(arguments) != 1 or not (pathlib.Path(arguments[0]) / FILE).is_file():
        sys.exit("usage: prepare_lava.py FOLDER, the folder that holds " + str(FILE))
    file = pathlib.Path(arguments[0]) / FILE
    text, count = prepare(file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    print(f"{file}: {count} defaults made factories")


if __name__ == "__main__":
    main(sys.argv[1:])
