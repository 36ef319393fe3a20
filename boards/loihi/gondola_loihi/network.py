"""Reads networks of the format gondola-network/1 and checks them whole before anything is built."""
import dataclasses
import json

import numpy as np

FORMAT = "gondola-network/1"
MODELS = ("lif", "lif-reset", "ternary-lif")
SIGN_MODES = ("mixed", "excitatory", "inhibitory", "auto")
MAX_NEURONS = 1 << 16
MAX_GROUPS = 256
MAX_CELLS = 1 << 24  # targets x sources x (longest delay + 1) of one projection
MAX_STEPS_PER_TICK = 1000

# Ranges of the chip; see docs/loihi-protocol.md for what they mean.
PARAMETERS = {
    "du": (0, 4095),
    "dv": (0, 4095),
    "vth": (0, 131071),
    "vthLo": (-131072, 0),
    "biasMant": (-4096, 4095),
    "biasExp": (0, 7),
    "u0": (-(1 << 23) + 1, 1 << 23),
    "v0": (-(1 << 23) + 1, (1 << 23) - 1),
}


class NetworkError(ValueError):
    """A network that cannot run; the message says which part of it and why."""


@dataclasses.dataclass(frozen=True)
class Group:
    """An input or a population, with the place of its first channel among all of its kind."""

    id: str
    size: int
    offset: int
    model: str = "input"
    parameters: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Projection:
    """A connection. Direct ones have no synapses; full is whether they were given as a matrix."""

    id: str
    source: str
    target: str
    direct: bool
    full: bool = True
    sign_mode: str = "mixed"
    weight_bits: int = 8
    weight_exponent: int = 0
    message_bits: int = 0
    targets: np.ndarray = None
    sources: np.ndarray = None
    weights: np.ndarray = None
    delays: np.ndarray = None


@dataclasses.dataclass(frozen=True)
class Network:
    name: str
    inputs: list
    populations: list
    projections: list

    @property
    def channels(self):
        return sum(i.size for i in self.inputs)

    @property
    def neurons(self):
        return sum(p.size for p in self.populations)

    @property
    def ternary(self):
        """Whether any population can emit -1, which takes a second bit plane."""
        return any(p.model == "ternary-lif" for p in self.populations)


class Fields:
    """Takes the fields of one JSON object, each once; what is left over at the end is a fault."""

    def __init__(self, value, where):
        if not isinstance(value, dict):
            raise NetworkError(f"{where} must be an object")
        self.rest = dict(value)
        self.where = where

    def fault(self, what):
        return NetworkError(f"{self.where}: {what}")

    def has(self, name):
        return name in self.rest

    def take(self, name, default=None):
        if name not in self.rest and default is None:
            raise self.fault(f"{name} is missing")
        return self.rest.pop(name, default)

    def text(self, name, default=None, choices=None):
        value = self.take(name, default)
        if not isinstance(value, str) or not value or len(value) > 1000:
            raise self.fault(f"{name} must be a text")
        if choices and value not in choices:
            raise self.fault(f"{name} must be one of {', '.join(choices)}, is {value}")
        return value

    def integer(self, name, low, high, default=None):
        value = self.take(name, default)
        if type(value) is not int or not low <= value <= high:
            raise self.fault(f"{name} must be a whole number {low}..{high}")
        return value

    def list(self, name, default=None):
        value = self.take(name, default)
        if not isinstance(value, list):
            raise self.fault(f"{name} must be a list")
        return value

    def objects(self, name, where, low, high):
        values = self.list(name)
        if not low <= len(values) <= high:
            raise self.fault(f"{name} must be {low}..{high}, are {len(values)}")
        named = [v.get("id") if isinstance(v, dict) else None for v in values]
        return [Fields(v, f'{where} "{i}"') for v, i in zip(values, named)]

    def integers(self, name, columns):
        """A list of rows of whole numbers with 32 bits, each row of one of the allowed lengths."""
        rows = self.list(name)
        for row in rows:
            if not isinstance(row, list) or (columns and len(row) not in columns):
                raise self.fault(f"{name} must be rows of {columns or 'equally many'} numbers")
            if any(type(x) is not int or abs(x) >= 1 << 31 for x in row):
                raise self.fault(f"{name} must be whole numbers of 32 bits")
        return rows

    def matrix(self, name):
        rows = self.integers(name, None)
        if not rows or any(len(row) != len(rows[0]) for row in rows):
            raise self.fault(f"{name} must be rows of equally many numbers")
        return np.array(rows, dtype=np.int64)

    def end(self):
        if self.rest:
            raise self.fault(f"{sorted(self.rest)[0]} is not something this service knows")


def read(document):
    """Reads a network from the bytes of its JSON.

    Raises NetworkError naming the first fault: what cannot be read, and what Lava cannot run.
    """
    try:
        root = Fields(json.loads(document.decode("utf-8")), "the network")
    except (ValueError, RecursionError) as error:
        raise NetworkError(f"not a network: {error}") from None
    root.text("format", choices=(FORMAT,))
    name = root.text("name")
    root.integer("stepsPerTick", 1, MAX_STEPS_PER_TICK, 3)
    inputs = _groups(root.objects("inputs", "input", 0, MAX_GROUPS), _input)
    populations = _groups(root.objects("populations", "population", 1, MAX_GROUPS), _population)
    sizes = {g.id: g.size for g in inputs + populations}
    if len(sizes) < len(inputs) + len(populations):
        raise root.fault("two inputs or populations have the same id")
    projections = [
        _projection(f, sizes, {i.id for i in inputs})
        for f in root.objects("projections", "projection", 0, MAX_GROUPS)
    ]
    root.end()
    return Network(name, inputs, populations, projections)


def _groups(objects, make):
    groups = []
    offset = 0
    for fields in objects:
        groups.append(make(fields, offset))
        fields.end()
        offset += groups[-1].size
    if offset > MAX_NEURONS:
        raise NetworkError(f"the network has more than {MAX_NEURONS} channels or neurons")
    return groups


def _input(fields, offset):
    return Group(fields.text("id"), fields.integer("size", 1, MAX_NEURONS), offset)


def _population(f, offset):
    id_ = f.text("id")
    size = f.integer("size", 1, MAX_NEURONS)
    model = f.text("model", "lif")
    if model not in MODELS:
        raise f.fault(f"model {model} cannot run on Lava's fixed-point models; they have {', '.join(MODELS)}")
    if not f.has("vth"):
        raise f.fault("vth is missing")
    names = [n for n in PARAMETERS if n != "vthLo" or model == "ternary-lif"]
    parameters = {n: _parameter(f, n, size) for n in names}
    if model == "lif-reset":
        interval = f.integer("resetInterval", 1, (1 << 31) - 1)
        parameters["resetInterval"] = interval
        parameters["resetOffset"] = f.integer("resetOffset", -(1 << 31), (1 << 31) - 1, 0) % interval
    return Group(id_, size, offset, model, parameters)


def _parameter(f, name, size):
    value = f.take(name, 0)
    low, high = PARAMETERS[name]
    values = value if isinstance(value, list) else [value]
    if isinstance(value, list) and len(values) != size:
        raise f.fault(f"{name} lists {len(values)} numbers for {size} neurons")
    if any(type(x) is not int or not low <= x <= high for x in values):
        raise f.fault(f"{name} must be {low}..{high}")
    return np.array(values, dtype=np.int64) if isinstance(value, list) else value


def _projection(f, sizes, inputs):
    id_, source, target = f.text("id"), f.text("from"), f.text("to")
    if source not in sizes or target not in sizes or target in inputs:
        raise f.fault(f"there is no way from {source} to {target}")
    if f.text("kind", "synapses", ("synapses", "direct")) == "direct":
        f.end()
        if source not in inputs or sizes[source] != sizes[target]:
            raise f.fault("only an input joins directly, and only as many neurons as it has channels")
        return Projection(id_, source, target, True)
    f.text("port", "current", ("current",))
    rules = {
        "sign_mode": f.text("signMode", "mixed", SIGN_MODES),
        "weight_bits": f.integer("weightBits", 1, 8, 8),
        "weight_exponent": f.integer("weightExponent", -8, 7, 0),
        "message_bits": f.integer("messageBits", 0, 32, 0),
    }
    synapses = _list(f) if f.has("synapses") else _matrix(f)
    shape = synapses.pop("shape")
    if shape != (sizes[target], sizes[source]):
        raise f.fault(f"synapses are for {shape[1]} sources and {shape[0]} targets")
    delays = synapses["delays"]
    longest = int(delays.max(initial=0))
    if delays.min(initial=0) < 0 or longest > 63:
        raise f.fault("delay must be 0..63")
    if shape[0] * shape[1] * (longest + 1) > MAX_CELLS:
        raise f.fault(f"targets x sources x (longest delay + 1) is above {MAX_CELLS}")
    f.end()
    return Projection(id_, source, target, False, **rules, **synapses)


def _matrix(f):
    weights = f.matrix("weights")
    delays = f.matrix("delays") if f.has("delays") else np.zeros_like(weights)
    if weights.shape != delays.shape:
        raise f.fault("delays must have the shape of the weights")
    targets, sources = np.indices(weights.shape)
    return {
        "shape": weights.shape,
        "full": True,
        "targets": targets.ravel(),
        "sources": sources.ravel(),
        "weights": weights.ravel(),
        "delays": delays.ravel(),
    }


def _list(f):
    size = f.list("size")
    if len(size) != 2 or any(type(n) is not int or not 0 <= n <= MAX_NEURONS for n in size):
        raise f.fault("size must list the number of targets and the number of sources")
    rows = [row + [0] * (4 - len(row)) for row in f.integers("synapses", (3, 4))]
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    targets, sources = table[:, 0], table[:, 1]
    if ((table[:, :2] < 0) | (table[:, :2] >= size)).any():
        raise f.fault("synapses must lie within size")
    if len(np.unique(targets * (size[1] + 1) + sources)) < len(table):
        raise f.fault("two synapses join the same neurons; Lava has one for each pair")
    return {
        "shape": tuple(size),
        "full": False,
        "targets": targets,
        "sources": sources,
        "weights": table[:, 2],
        "delays": table[:, 3],
    }
