/* What one network step costs in plain C: the programs that the JVM engines are measured against.

     gcc -O3 -march=native -o limit limit.c -lm
     ./limit r160     the recurrent reference network of 160 neurons, at about 5 % and 20 % spikes
     ./limit paper    the published controller: two networks of 40 encoding and 40 hidden neurons

   Each line: what, percent of spikes per neuron and step, median nanoseconds of thread CPU time a step, and a
   checksum of all spikes of 4,096 steps from rest (FNV-1a over step * neurons + neuron). Who draws the same network
   from the same generator and obeys the same rule prints the same sum. The rule is Loihi's fixed-point rule, as Lava
   0.11 states it. An optional second argument is the number of batches. */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STIMULUS 4096
#define CHECKED 4096
#define MAX_BATCHES 1001

static int32_t stimulus[STIMULUS];
static volatile int64_t sink;
static uint64_t generator = 88172645463325252ULL;
static int batches = 101;

static double uniform(void) {
  generator ^= generator << 13;
  generator ^= generator >> 7;
  generator ^= generator << 17;
  return (double)(generator >> 11) / 9007199254740992.0;
}

static int between(int low, int high) { return low + (int)(uniform() * (high - low + 1)); }

static double cpu_time(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* sign(y) * ((|y| * keep) >> 12) in 32 bits, for |y| <= 2^23 */
static inline int32_t decay(int32_t y, int32_t keep) {
  int32_t sign = y >> 31, m = (y ^ sign) - sign;
  return ((((m >> 12) * keep + (((m & 4095) * keep) >> 12)) ^ sign) - sign);
}

static inline int32_t clamp(int32_t x, int32_t low, int32_t high) { return x < low ? low : x > high ? high : x; }

static inline int32_t wrap(int32_t x) {
  x -= (x > (1 << 23)) << 24;
  return x + ((x <= -(1 << 23)) << 24);
}

#define V_MAX 8388607

/* ---- R160: fully recurrent, a row of 16-bit weights is added for each spike of the step before ---- */
#define N 160

typedef struct {
  int16_t weight[N][N] __attribute__((aligned(64)));
  int32_t gain[N], bias[N], keep_u[N], keep_v[N], threshold[N], readout[N];
  int32_t u[N], v[N], input[N], fired[N], list[N + 16];
  int count, output, time;
  int64_t spikes;
} R160;

static int64_t r160_run(R160 *restrict n, int64_t steps) {
  int64_t out = 0;
  for (int64_t q = 0; q < steps; q++) {
    int32_t e = stimulus[n->time++ & (STIMULUS - 1)];
    for (int j = 0; j < N; j++) n->input[j] = (e * n->gain[j]) >> 6;
    for (int s = 0; s < n->count; s++) {
      const int16_t *restrict row = n->weight[n->list[s]];
      for (int j = 0; j < N; j++) n->input[j] += row[j];
    }
    for (int j = 0; j < N; j++) {
      int32_t u = wrap(decay(n->u[j], n->keep_u[j]) + (n->input[j] << 6));
      int32_t v = clamp(decay(n->v[j], n->keep_v[j]) + u + n->bias[j], -V_MAX, V_MAX);
      int32_t fired = -(v > n->threshold[j]);
      n->u[j] = u;
      n->v[j] = v & ~fired;
      n->fired[j] = fired;
    }
    int count = 0, sum = 0;
    for (int j = 0; j < N; j++) {
      n->list[count] = j;
      count -= n->fired[j];
    }
    for (int j = 0; j < N; j++) sum += n->readout[j] & n->fired[j];
    n->count = count;
    n->spikes += count;
    n->output = decay(n->output, 3277) + sum;
    out += n->output;
  }
  return out;
}

static void r160_rest(R160 *n) {
  memset(n->u, 0, sizeof n->u);
  memset(n->v, 0, sizeof n->v);
  n->count = n->time = n->output = 0;
}

static double r160_rate(R160 *n) {
  n->spikes = 0;
  sink += r160_run(n, CHECKED);
  return (double)n->spikes / CHECKED / N;
}

static void r160(void) {
  static R160 n;
  for (int i = 0; i < STIMULUS; i++)
    stimulus[i] = (int32_t)(64 * (0.6 * sin(i * 0.031) + ((i / 350) & 1 ? 0.3 : -0.3)));
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) n.weight[i][j] = (int16_t)(2 * between(-10, 10));
  for (int j = 0; j < N; j++) {
    n.gain[j] = between(-250, 250);
    n.bias[j] = between(0, 800) << 3;
    n.keep_u[j] = between(0, 2048);
    n.keep_v[j] = between(2048, 3890);
    n.threshold[j] = between(800, 1200) << 6;
    n.readout[j] = between(-128, 127) << 6;
  }
  const double target[2] = {0.05, 0.20};
  for (int k = 0; k < 2; k++) {
    for (int i = 0; i < 400; i++) {
      double rate = r160_rate(&n);
      if (fabs(rate - target[k]) < target[k] * 0.03) break;
      for (int j = 0; j < N; j++) n.threshold[j] = (int32_t)(n.threshold[j] * (rate > target[k] ? 1.04 : 0.97));
    }
    uint64_t sum = 1469598103934665603ULL;
    r160_rest(&n);
    for (int q = 0; q < CHECKED; q++) {
      r160_run(&n, 1);
      for (int s = 0; s < n.count; s++) sum = (sum ^ (uint64_t)(q * N + n.list[s])) * 1099511628211ULL;
    }
    double rate = r160_rate(&n), each[MAX_BATCHES], start = cpu_time();
    sink += r160_run(&n, 4000);
    int64_t steps = (int64_t)(1e6 / ((cpu_time() - start) / 4000)) + 1;
    for (int i = 0; i < batches; i++) {
      double t = cpu_time();
      sink += r160_run(&n, steps);
      each[i] = (cpu_time() - t) / steps;
    }
    qsort(each, batches, sizeof *each, ascending);
    printf("r160 rate %.1f%% median %.1f spikes %016llx\n", 100 * rate, each[batches / 2], (unsigned long long)sum);
  }
}

/* ---- paper: pairs of encoding neurons, each pair feeds one pair of hidden neurons by four weights ---- */
#define M 40
#define PAIRS (M / 2)

typedef struct {
  int32_t gain[PAIRS], decoder[PAIRS], keep_y;
  int32_t encoder_keep[M], encoder_threshold[M], encoder_bias[M], encoder_v[M], encoder_spike[M];
  int32_t same[M], cross[M], theta_same[M], theta_cross[M], keep_w[M];
  int32_t keep_u[M], keep_v[M], threshold[M], bias[M], u[M], v[M], w[M], spike[M];
  int32_t input[M];
  int32_t y;
} Paper;

/* One step; adaptive: the threshold follows the incoming spikes (IWTA). Spikes arrive one step later. */
static inline void paper_step(Paper *restrict n, double error, int adaptive) {
  int32_t q = (int32_t)rint(error / 0.001);
  int32_t arrived[M], theta[M];
  q = clamp(q, -32767, 32767);
  for (int p = 0; p < PAIRS; p++) {
    int32_t product = n->gain[p] * q, m = abs(product) >> 8;
    int32_t x = product < 0 ? -m : m;
    n->input[2 * p] = x;
    n->input[2 * p + 1] = -x;
  }
  for (int j = 0; j < M; j += 2) {
    int32_t a = n->encoder_spike[j], b = n->encoder_spike[j + 1];
    arrived[j] = n->same[j] * a + n->cross[j] * b;
    arrived[j + 1] = n->same[j + 1] * b + n->cross[j + 1] * a;
    theta[j] = n->theta_same[j] * a + n->theta_cross[j] * b;
    theta[j + 1] = n->theta_same[j + 1] * b + n->theta_cross[j + 1] * a;
  }
  for (int j = 0; j < M; j++) {
    int32_t v = decay(n->encoder_v[j], n->encoder_keep[j]) + wrap(n->input[j] << 6) + n->encoder_bias[j];
    v = clamp(v, -V_MAX, V_MAX);
    int32_t fired = v > n->encoder_threshold[j];
    n->encoder_v[j] = fired ? 0 : v;
    n->encoder_spike[j] = fired;
  }
  for (int j = 0; j < M; j++) {
    int32_t threshold = n->threshold[j];
    if (adaptive) {
      n->w[j] = clamp(decay(n->w[j], n->keep_w[j]) + (theta[j] << 6), -V_MAX, V_MAX);
      threshold = clamp(threshold + n->w[j], 0, V_MAX);
    }
    int32_t u = wrap(decay(n->u[j], n->keep_u[j]) + (arrived[j] << 6));
    int32_t v = clamp(decay(n->v[j], n->keep_v[j]) + u + n->bias[j], -V_MAX, V_MAX);
    int32_t fired = v > threshold;
    n->u[j] = u;
    n->v[j] = fired ? 0 : v;
    n->spike[j] = fired;
  }
  int32_t sum = 0;
  for (int p = 0; p < PAIRS; p++) sum += n->decoder[p] * (n->spike[2 * p] - n->spike[2 * p + 1]);
  n->y = decay(n->y, n->keep_y) + sum;
}

static void paper_draw(Paper *n) {
  for (int p = 0; p < PAIRS; p++) {
    n->gain[p] = between(40, 5000);
    n->decoder[p] = between(-900, 900);
  }
  n->keep_y = between(0, 4000);
  for (int j = 0; j < M; j++) {
    n->encoder_keep[j] = between(1, 4095);
    n->encoder_threshold[j] = 2048 << 6;
    n->encoder_bias[j] = between(-300, 900) << 7;
    n->same[j] = 2 * between(-127, 127);
    n->cross[j] = 2 * between(-127, 127);
    n->theta_same[j] = 2 * between(-127, 127);
    n->theta_cross[j] = 2 * between(-127, 127);
    n->keep_w[j] = between(1, 4095);
    n->keep_u[j] = between(0, 4000);
    n->keep_v[j] = between(1, 4000);
    n->threshold[j] = between(25, 600) << 6;
    n->bias[j] = between(-2000, 2000) << 2;
  }
}

static double paper_error(int t) { return 0.001 * stimulus[t & (STIMULUS - 1)]; }

static int64_t paper_run(Paper *pd, Paper *i, int *time, int64_t steps) {
  int64_t out = 0;
  for (int64_t q = 0; q < steps; q++) {
    double error = paper_error((*time)++);
    paper_step(pd, error, 0);
    paper_step(i, error, 1);
    out += pd->y + i->y;
  }
  return out;
}

static uint64_t paper_add(uint64_t sum, const int32_t *spikes, int64_t from, int64_t *count) {
  for (int j = 0; j < M; j++)
    if (spikes[j]) {
      sum = (sum ^ (uint64_t)(from + j)) * 1099511628211ULL;
      ++*count;
    }
  return sum;
}

static void paper(void) {
  static Paper pd, i;
  int time = 0;
  int64_t spikes = 0;
  for (int k = 0; k < STIMULUS; k++)
    stimulus[k] = (int32_t)(1000 * (0.6 * sin(k * 0.031) + ((k / 350) & 1 ? 0.3 : -0.3)));
  paper_draw(&pd);
  paper_draw(&i);
  uint64_t sum = 1469598103934665603ULL;
  for (int q = 0; q < CHECKED; q++) {
    paper_run(&pd, &i, &time, 1);
    sum = paper_add(sum, pd.encoder_spike, q * 4 * M, &spikes);
    sum = paper_add(sum, pd.spike, q * 4 * M + M, &spikes);
    sum = paper_add(sum, i.encoder_spike, q * 4 * M + 2 * M, &spikes);
    sum = paper_add(sum, i.spike, q * 4 * M + 3 * M, &spikes);
  }
  double each[MAX_BATCHES], start = cpu_time();
  sink += paper_run(&pd, &i, &time, 4000);
  int64_t steps = (int64_t)(1e6 / ((cpu_time() - start) / 4000)) + 1;
  for (int k = 0; k < batches; k++) {
    double t = cpu_time();
    sink += paper_run(&pd, &i, &time, steps);
    each[k] = (cpu_time() - t) / steps;
  }
  qsort(each, batches, sizeof *each, ascending);
  printf("paper rate %.1f%% median %.1f spikes %016llx\n", 100.0 * spikes / CHECKED / (4 * M), each[batches / 2],
         (unsigned long long)sum);
}

int main(int argc, char **argv) {
  if (argc > 2) batches = atoi(argv[2]);
  if (batches < 1 || batches > MAX_BATCHES) batches = 101;
  if (argc > 1 && !strcmp(argv[1], "r160")) r160();
  else if (argc > 1 && !strcmp(argv[1], "paper")) paper();
  else {
    fprintf(stderr, "usage: limit r160|paper [batches]\n");
    return 2;
  }
  return 0;
}
