"""Which networks the service takes, and what it says about the others."""
import copy
import json
import random
import unittest

import numpy as np

from gondola_loihi import network

VALID = {
    "format": "gondola-network/1",
    "name": "example",
    "stepsPerTick": 3,
    "inputs": [{"id": "in", "size": 2}],
    "populations": [
        {"id": "a", "size": 3, "model": "lif", "du": 4095, "dv": [0, 1, 2], "vth": 100},
        {"id": "b", "size": 2, "model": "lif-reset", "vth": 7, "resetInterval": 4, "resetOffset": -1},
        {"id": "c", "size": 2, "model": "ternary-lif", "vth": 5, "vthLo": -5},
    ],
    "projections": [
        {"id": "x", "from": "in", "to": "a", "weights": [[1, 2], [3, 4], [5, 6]], "delays": [[0, 1], [0, 0], [2, 0]]},
        {"id": "y", "from": "a", "to": "b", "size": [2, 3], "synapses": [[0, 2, -7], [1, 0, 9, 5]], "messageBits": 8},
        {"id": "z", "from": "in", "to": "c", "kind": "direct"},
    ],
}


def read(value):
    return network.read(json.dumps(value).encode())


class NetworkTest(unittest.TestCase):
    def test_reads_every_part(self):
        read_ = read(VALID)
        self.assertEqual((2, 7, True), (read_.channels, read_.neurons, read_.ternary))
        self.assertEqual([0, 3, 5], [p.offset for p in read_.populations])
        self.assertEqual(3, read_.populations[1].parameters["resetOffset"])
        x, y, z = read_.projections
        self.assertTrue(x.full and not y.full and z.direct)
        self.assertEqual([1, 2, 3, 4, 5, 6], x.weights.tolist())
        self.assertEqual([0, 5], y.delays.tolist())
        self.assertEqual(np.int64, y.delays.dtype)

    def test_refuses_with_the_name_of_the_part(self):
        cases = [
            (("populations", 0, "model", "iwta-lif"), 'population "a": model iwta-lif cannot run'),
            (("populations", 0, "model", "lif-refractory"), 'population "a": model lif-refractory cannot run'),
            (("populations", 0, "learning", {}), 'population "a": learning is not'),
            (("populations", 0, "du", 4096), 'population "a": du must be 0..4095'),
            (("populations", 0, "dv", [0, 1]), 'population "a": dv lists 2 numbers for 3'),
            (("populations", 0, "vth", True), 'population "a": vth must be'),
            (("populations", 0, "vth", 1.5), 'population "a": vth must be'),
            (("populations", 1, "id", "a"), "same id"),
            (("populations", 1, "size", 1 << 17), 'population "b": size must be'),
            (("projections", 0, "to", "in"), 'projection "x": there is no way'),
            (("projections", 0, "learning", {"rule": "stdp"}), 'projection "x": learning is not'),
            (("projections", 0, "port", "threshold"), 'projection "x": port must be one of current'),
            (("projections", 0, "kind", "convolution"), 'projection "x": kind must be one of'),
            (("projections", 0, "weights", [[1, 2], [3]]), 'projection "x": weights must be rows'),
            (("projections", 0, "weights", [[1, 2]]), 'projection "x": delays must have the shape'),
            (("projections", 0, "delays", [[0, 1], [0, 0], [64, 0]]), 'projection "x": delay must be 0..63'),
            (("projections", 1, "synapses", [[0, 3, 1]]), 'projection "y": synapses must lie within'),
            (("projections", 1, "synapses", [[0, 2, 1], [0, 2, 1]]), 'projection "y": two synapses'),
            (("projections", 1, "synapses", [[0, 2, 1 << 40]]), 'projection "y": synapses must be whole'),
            (("projections", 1, "size", [9, 3]), 'projection "y": synapses are for 3 sources and 9'),
            (("projections", 2, "to", "a"), 'projection "z": only an input joins directly'),
        ]
        for (part, index, name, value), message in cases:
            with self.subTest(message):
                broken = copy.deepcopy(VALID)
                broken[part][index][name] = value
                with self.assertRaises(network.NetworkError) as raised:
                    read(broken)
                self.assertIn(message, str(raised.exception))

    def test_refuses_what_is_no_network(self):
        for document in (b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"format": "gondola-network/2"}', b"NaN"):
            with self.assertRaises(network.NetworkError):
                network.read(document)

    def test_a_short_list_cannot_ask_for_much_memory(self):
        big = copy.deepcopy(VALID)
        big["populations"][0] = {"id": "a", "size": 65536, "vth": 1}
        big["projections"] = [{"id": "x", "from": "a", "to": "a", "size": [65536, 65536], "synapses": [[0, 0, 1]]}]
        with self.assertRaises(network.NetworkError):
            read(big)

    def test_20000_damaged_networks_raise_nothing_else(self):
        rng = random.Random(3)
        valid = json.dumps(VALID).encode()
        read_ = 0
        for _ in range(20_000):
            damaged = bytearray(valid)
            for _ in range(rng.randrange(1, 4)):
                damaged[rng.randrange(len(damaged))] = rng.choice(b'0123456789-[]{},:"aeflnrstu \x00\xff')
            try:
                network.read(bytes(damaged))
                read_ += 1
            except network.NetworkError:
                pass
        self.assertGreater(read_, 100)


if __name__ == "__main__":
    unittest.main()
