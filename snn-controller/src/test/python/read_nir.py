"""Prints what is in a NIR file, a line for each dataset: path, type, shape and bytes, separated by tabs.

    read_nir.py h5py FILE      every dataset as h5py reads it
    read_nir.py nir FILE       what the package nir makes of it (on PYTHONPATH)

Floating-point and integer numbers are in hexadecimal, little-endian; strings in hexadecimal UTF-8, each ended by 00.
Edges are sorted.
"""

import sys

import numpy as np


def text(value):
    return value.encode() if isinstance(value, str) else bytes(value)


def line(path, value):
    if isinstance(value, (str, bytes)):
        return (path, "string", "", (text(value) + b"\0").hex())
    array = np.asarray(value)
    shape = ",".join(map(str, array.shape))
    if array.dtype.kind in "SUO":
        items = array.tolist()
        if path.endswith("edges"):
            items = sorted(([text(a), text(b)] for a, b in items))
        flat = np.array(items, dtype=object).reshape(-1)
        return (path, "string", shape, b"".join(text(t) + b"\0" for t in flat).hex())
    little = array.astype(array.dtype.newbyteorder("<"))
    return (path, array.dtype.name, shape, little.tobytes().hex())


def by_h5py(file):
    import h5py

    with h5py.File(file, "r") as f:
        if len(f.attrs):
            sys.exit("has attributes: " + str(dict(f.attrs)))
        found = []
        f.visititems(lambda path, item: found.append((path, item)))
        return [line(path, item[()]) for path, item in found if isinstance(item, h5py.Dataset)]


def by_nir(file):
    import nir

    lines = []

    def walk(path, value):
        if isinstance(value, dict):
            for key, item in value.items():
                walk(path + "/" + key, item)
        elif value is not None:
            lines.append(line(path, value))

    walk("node", nir.read(file).to_dict())
    return lines


if __name__ == "__main__":
    read = {"h5py": by_h5py, "nir": by_nir}[sys.argv[1]]
    for found in read(sys.argv[2]):
        print("\t".join(found))
