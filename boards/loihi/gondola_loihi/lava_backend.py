"""Builds a network with Lava and runs it in lock step, by its data: a step begins when its input is there."""
import threading

import numpy as np
from scipy.sparse import csr_matrix

from lava.magma.core.decorator import implements, requires
from lava.magma.core.model.py.ports import PyInPort, PyOutPort
from lava.magma.core.model.py.type import LavaPyType
from lava.magma.core.resources import CPU
from lava.magma.core.run_conditions import RunContinuous
from lava.magma.core.run_configs import Loihi2SimCfg
from lava.magma.core.sync.protocols.loihi_protocol import LoihiProtocol
from lava.proc.dense.process import Dense, DelayDense
from lava.proc.io.extractor import Extractor, PyLoihiExtractorModel
from lava.proc.io.injector import Injector, PyLoihiInjectorModel
from lava.proc.lif.process import LIF, LIFReset, TernaryLIF
from lava.proc.sparse.process import DelaySparse, Sparse
from lava.utils.weightutils import SignMode

# Steps that are on their way through Lava at once, at most.
AHEAD = 16

SIGN_MODES = {
    "mixed": SignMode.MIXED,
    "excitatory": SignMode.EXCITATORY,
    "inhibitory": SignMode.INHIBITORY,
    "auto": None,
}


@implements(proc=Injector, protocol=LoihiProtocol)
@requires(CPU)
class IntegerInjectorModel(PyLoihiInjectorModel):
    """An injector of integers: the fixed-point models shift what they receive, which floats do not bear."""

    in_port: PyInPort = LavaPyType(PyInPort.VEC_DENSE, np.int32)
    out_port: PyOutPort = LavaPyType(PyOutPort.VEC_DENSE, np.int32)


class LavaBackend:
    """One network on Lava's fixed-point models. Use as: start, run.., stop; start again begins anew."""

    name = "lava fixed_pt, CPU simulation"

    def __init__(self, network):
        self.network = network
        self.injectors = {}
        self.clocks = {}
        self.extractors = []
        self.roots = []

    def start(self):
        """Builds the processes and starts them; they wait for the first input."""
        joined = {p.source for p in self.network.projections}
        inputs = [i for i in self.network.inputs if i.id in joined]
        self.injectors = {i.id: Injector(shape=(i.size,), buffer_size=AHEAD) for i in inputs}
        populations = {p.id: _population(p) for p in self.network.populations}
        self.extractors = [Extractor(shape=(p.size,), buffer_size=AHEAD) for p in self.network.populations]
        unfed = {p: populations[p].s_out.shape for p in _unfed(self.network)}
        self.clocks = {p: Injector(shape=shape, buffer_size=AHEAD) for p, shape in unfed.items()}
        for id_, clock in self.clocks.items():
            clock.out_port.connect(populations[id_].a_in)
        outputs = {k: i.out_port for k, i in self.injectors.items()}
        outputs.update((k, p.s_out) for k, p in populations.items())
        for group, extractor in zip(self.network.populations, self.extractors):
            outputs[group.id].connect(extractor.in_port)
        for p in self.network.projections:
            if p.direct:
                outputs[p.source].connect(populations[p.target].a_in)
                continue
            connection = _connection(p, populations[p.target].a_in.shape[0], outputs[p.source].shape[0])
            outputs[p.source].connect(connection.s_in)
            connection.a_out.connect(populations[p.target].a_in)
        self._run(populations.values())

    def _run(self, populations):
        # Lava starts all that is joined to a process; a network may fall into several parts.
        models = {Injector: IntegerInjectorModel, Extractor: PyLoihiExtractorModel}
        for population in populations:
            if population.runtime is None:
                config = Loihi2SimCfg(select_tag="fixed_pt", exception_proc_model_map=models)
                population.run(condition=RunContinuous(), run_cfg=config)
                self.roots.append(population)

    def run(self, values, steps):
        """Runs some steps with the input held.

        values: int32 of all input channels. Returns int8, a row of all neurons for each step.
        """
        held = self._feeds(values)
        spikes = np.empty((steps, self.network.neurons), dtype=np.int8)
        sent = 0
        for step in range(steps):
            while sent < min(steps, step + AHEAD):
                for injector, part in held:
                    injector.send(part)
                sent += 1
            for group, extractor in zip(self.network.populations, self.extractors):
                spikes[step, group.offset : group.offset + group.size] = extractor.receive()
        return spikes

    def stop(self):
        """Stops the processes."""
        self._pause()
        for root in self.roots:
            root.stop()
        self.roots = []

    def _pause(self):
        """Lava pauses at the end of a step, so steps are fed until it has. (Fed while it stops, it may crash.)"""
        feeds = self._feeds(np.zeros(self.network.channels, dtype=np.int32))
        pausing = [threading.Thread(target=root.pause, daemon=True) for root in self.roots]
        for thread in pausing:
            thread.start()
        fed = 0
        while any(thread.is_alive() for thread in pausing):
            if fed < AHEAD:  # more would fill the buffers, and block
                for injector, part in feeds:
                    injector.send(part)
                fed += 1
            for thread in pausing:
                thread.join(0.01)

    def _feeds(self, values):
        """Every injector with what it is to send."""
        feeds = [
            (self.injectors[i.id], values[i.offset : i.offset + i.size])
            for i in self.network.inputs
            if i.id in self.injectors
        ]
        return feeds + [(c, np.zeros(c.out_port.shape, dtype=np.int32)) for c in self.clocks.values()]


def _unfed(network):
    """Populations that no input is joined to, not even around corners: nothing would hold their steps back."""
    fed = {i.id for i in network.inputs}
    for _ in network.projections:
        for p in network.projections:
            if fed & {p.source, p.target}:
                fed |= {p.source, p.target}
    return [p.id for p in network.populations if p.id not in fed]


def _population(group):
    p = group.parameters
    common = {
        "shape": (group.size,),
        "du": p["du"],
        "dv": p["dv"],
        "bias_mant": p["biasMant"],
        "bias_exp": p["biasExp"],
        "u": p["u0"],
        "v": p["v0"],
    }
    if group.model == "ternary-lif":
        neurons = TernaryLIF(vth_hi=p["vth"], vth_lo=p["vthLo"], **common)
        for threshold in (neurons.vth_hi, neurons.vth_lo):
            # Lava declares one threshold a population; its model has no trouble with one a neuron.
            threshold.shape = np.shape(threshold.init) or (1,)
        return neurons
    if group.model == "lif-reset":
        return LIFReset(
            vth=p["vth"], reset_interval=p["resetInterval"], reset_offset=p["resetOffset"], **common
        )
    return LIF(vth=p["vth"], **common)


def _connection(p, targets, sources):
    rules = {
        "num_weight_bits": p.weight_bits,
        "weight_exp": p.weight_exponent,
        "num_message_bits": p.message_bits,
        "sign_mode": SIGN_MODES[p.sign_mode],
    }
    delayed = p.delays.any()
    if p.full:
        weights = p.weights.reshape(targets, sources)
        if delayed:
            return DelayDense(weights=weights, delays=p.delays.reshape(targets, sources), **rules)
        return Dense(weights=weights, **rules)
    place = (p.targets, p.sources)
    weights = csr_matrix((p.weights, place), shape=(targets, sources))
    if delayed:
        return DelaySparse(
            weights=weights, delays=csr_matrix((p.delays, place), shape=(targets, sources)), **rules
        )
    return Sparse(weights=weights, **rules)
