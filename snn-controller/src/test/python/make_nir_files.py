"""Makes the NIR files in src/test/resources/dev/gondola/snn/nir by h5py: what jhdf cannot write.

    python3 src/test/python/make_nir_files.py        (Debian: python3-h5py 3.7)
"""
import pathlib

import h5py
import numpy as np

FOLDER = pathlib.Path(__file__).parent.parent / "resources/dev/gondola/snn/nir"


def text(group, name, value):
    """A string of fixed length: a few bytes, where one of variable length takes a heap of 4096."""
    group.create_dataset(name, data=np.bytes_(value.encode()))


def heap_text(group, name, value):
    """A string of variable length, as the package nir writes them."""
    group.create_dataset(name, data=value, dtype=h5py.string_dtype())


def graph(file, edges):
    """An empty graph with edges; returns the group of its nodes."""
    heap_text(file, "version", "1.0")
    node = file.create_group("node")
    heap_text(node, "type", "NIRGraph")
    node.create_dataset("edges", data=edges)
    return node.create_group("nodes")


def node(nodes, name, type_name, **datasets):
    group = nodes.create_group(name)
    text(group, "type", type_name)
    for key, value in datasets.items():
        group.create_dataset(key, data=value)
    return group


def ports(nodes, size):
    node(nodes, "input", "Input", shape=np.array([size]))
    node(nodes, "output", "Output", shape=np.array([size]))


def kinds():
    """Every element type, packing and layout that a reader should know."""
    with h5py.File(FOLDER / "kinds.nir", "w", libver="latest") as f:
        nodes = graph(f, [["input", "lif"], ["lif", "output"]])
        ports(nodes, 4)
        lif = node(nodes, "lif", "LIF", r=np.array([1, -2, 3, 4], np.int8))
        lif.create_dataset("tau", data=np.array([1, 2, 3, 4], ">f8"))
        lif.create_dataset("v_leak", data=np.array([0.5, 0.25, 0, -1], np.float16))
        lif.create_dataset(
            "v_threshold",
            data=np.array([1, 2, 3, 2**40], np.uint64),
            chunks=(3,),
            shuffle=True,
            compression="gzip",
            fletcher32=True,
        )
        lif.create_dataset("v_reset", data=np.float32(-0.5))
        remarks = f["node"].create_group("metadata")
        remarks["flag"] = True
        remarks["flags"] = np.array([True, False])
        remarks["note"] = "\u00fcber"
        remarks.create_dataset("fixed", data=np.array([b"ab", b"c"]))
        remarks["matrix"] = np.arange(6, dtype=np.int32).reshape(2, 3)
        remarks.create_group("inner")["bytes"] = np.array([250, 5], np.uint8)
        remarks.create_dataset("packed", data=np.arange(35.0).reshape(5, 7), chunks=(2, 3), compression="gzip")


def old():
    """As old versions wrote: scalars for layers, no Input, no Output."""
    with h5py.File(FOLDER / "old.nir", "w") as f:
        nodes = graph(f, [["0", "1"]])
        node(nodes, "0", "Linear", weight=np.array([[1.0, 2], [3, 4], [5, 6]]))
        node(nodes, "1", "LIF", tau=0.02, r=1, v_leak=0.0, v_threshold=1)


def nested():
    """A convolution and a graph within; in the oldest layout, without checksums."""
    rng = np.random.default_rng(1)
    with h5py.File(FOLDER / "nested.nir", "w", libver=("earliest", "v108")) as f:
        nodes = graph(f, [["input", "conv"], ["conv", "sub"], ["sub", "sub"]])
        node(nodes, "input", "Input", shape=np.array([2, 4]))
        conv = node(nodes, "conv", "Conv1d", input_shape=4, stride=1, padding="valid", dilation=1, groups=2)
        weight = rng.normal(size=(2, 1, 2)).astype(np.float32)
        conv.create_dataset("weight", data=weight)
        conv.create_dataset("bias", data=np.zeros(2, np.float32))
        sub = nodes.create_group("sub")
        text(sub, "type", "NIRGraph")
        sub.create_dataset("edges", data=np.array([[b"in", b"if"], [b"if", b"out"]]))
        within = sub.create_group("nodes")
        node(within, "in", "Input", shape=np.array([2, 3]))
        node(within, "out", "Output", shape=np.array([2, 3]))
        node(within, "if", "IF", r=np.ones((2, 3)), v_threshold=np.ones((2, 3)))


def lone():
    """One node and no edges, which h5py writes as numbers of the shape (0)."""
    with h5py.File(FOLDER / "lone.nir", "w") as f:
        node(graph(f, []), "li", "LI", tau=np.array([0.1]), r=np.array([1.0]), v_leak=np.array([0.0]))


def lzf():
    with h5py.File(FOLDER / "lzf.nir", "w") as f:
        nodes = graph(f, [["input", "fc"]])
        ports(nodes, 8)
        fc = node(nodes, "fc", "Linear")
        fc.create_dataset("weight", data=np.zeros((8, 8)), compression="lzf")


def links():
    with h5py.File(FOLDER / "links.nir", "w") as f:
        nodes = graph(f, [["input", "output"]])
        ports(nodes, 1)
        nodes["soft"] = h5py.SoftLink("/node/nodes/input")
        nodes["input"].create_group("metadata")["far"] = h5py.ExternalLink("/etc/hostname", "/x")


def circle():
    """A group that holds itself."""
    with h5py.File(FOLDER / "circle.nir", "w") as f:
        nodes = graph(f, [["a", "a"]])
        nodes["a"] = f["node"]


def bomb():
    """A few bytes that unpack to 2 MiB, in a chunk of 8 bytes."""
    import zlib

    with h5py.File(FOLDER / "bomb.nir", "w") as f:
        nodes = graph(f, [["input", "scale"]])
        ports(nodes, 1)
        scale = node(nodes, "scale", "Scale")
        data = scale.create_dataset("scale", (1,), np.float64, chunks=(1,), compression="gzip")
        packed = zlib.compress(bytes(1 << 21), 9)
        data.id.write_direct_chunk((0,), packed)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in (kinds, old, nested, lone, lzf, links, circle, bomb):
        make()
