"""What the preparation changes, and what not."""
import unittest

import prepare_lava

BEFORE = """from dataclasses import dataclass, InitVar

@dataclass
class Outer:
    size: int = 0
    x: Inner = Inner()
    other: int = int()  # not of its own type alone on the line
"""


class PrepareTest(unittest.TestCase):
    def test_instances_become_factories(self):
        text, count = prepare_lava.prepare(BEFORE)
        self.assertEqual(1, count)
        self.assertIn("    x: Inner = field(default_factory=Inner)\n", text)
        self.assertIn("from dataclasses import field, dataclass, InitVar\n", text)
        self.assertEqual((text, 0), prepare_lava.prepare(text))


if __name__ == "__main__":
    unittest.main()
