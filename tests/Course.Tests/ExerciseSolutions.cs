namespace Course.Tests;

/// <summary>A worked answer to every exercise, as a student types it into the cell.</summary>
internal static class ExerciseSolutions
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["NernstPotential"] = """
            double NernstPotential(double inside, double outside, int z, double T) =>
                1000 * 8.314 * (T + 273.15) / (z * 96485) * Log(outside / inside);
            """,
        ["GoldmanVoltage"] = """
            double GoldmanVoltage(double[] P, double[] inside, double[] outside, double T)
            {
                var above = P[0] * outside[0] + P[1] * outside[1] + P[2] * inside[2];
                var below = P[0] * inside[0] + P[1] * inside[1] + P[2] * outside[2];
                return 1000 * 8.314 * (T + 273.15) / 96485 * Log(above / below);
            }
            """,
        ["AtpPerSecond"] = """
            double AtpPerSecond(double INa, double diameter)
            {
                var area = PI * diameter * diameter * 1e-8;       // cm²
                return -INa * area * 1e-6 / 1.602e-19 / 3;
            }
            """,
        ["StepResponse"] = """
            double[] StepResponse(double[] t, double Rm, double C, double EL, double I, double width)
            {
                var tau = Rm * C;
                var reached = I * Rm * (1 - Exp(-width / tau));
                return [.. t.Select(s => EL + (s < width ? I * Rm * (1 - Exp(-s / tau)) : reached * Exp(-(s - width) / tau)))];
            }
            """,
        ["LowPassGain"] = """
            double LowPassGain(double frequency, double tau)
            {
                var x = 2 * PI * frequency * tau / 1000;
                return 1 / Sqrt(1 + x * x);
            }
            """,
        ["NoisyPath"] = """
            double[] NoisyPath(double EL, double tau, double sigma, double dt, int n, int seed)
            {
                var random = new RandomNumbers(seed);
                var V = new double[n];
                V[0] = EL;
                for (var i = 1; i < n; i++)
                {
                    V[i] = EL + (V[i - 1] - EL) * Exp(-dt / tau) + sigma * Sqrt(1 - Exp(-2 * dt / tau)) * random.NextNormal();
                }
                return V;
            }
            """,
        ["LengthConstant"] = """
            double LengthConstant(double diameter, double Rm, double Ri) =>
                1e4 * Sqrt(diameter * 1e-4 / 4 * (1000 * Rm) / Ri);
            """,
        ["InputResistance"] = """
            double InputResistance(double diameter, double length, double Rm, double Ri, string end)
            {
                var lambda = LengthConstant(diameter, Rm, Ri);    // the answer to the exercise before
                var L = length / lambda;
                var d = diameter * 1e-4;                          // cm
                var endless = 4 * Ri * lambda * 1e-4 / (PI * d * d);
                return 1e-6 * (end == "sealed" ? endless / Tanh(L) : endless * Tanh(L));
            }
            """,
        ["ParentDiameter"] = """
            double ParentDiameter(double[] daughters) =>
                Pow(daughters.Sum(d => Pow(d, 1.5)), 2.0 / 3);
            """,
        ["AlphaM"] = """
            double AlphaM(double V)
            {
                var u = (V + 40) / 10;
                return u == 0 ? 1 : u / (1 - Exp(-u));
            }
            """,
        ["ClampedPotassiumCurrent"] = """
            double[] ClampedPotassiumCurrent(
                double[] t, double n0, double nInf, double tau, double gK, double V, double EK) =>
                [.. t.Select(s => gK * Pow(nInf - (nInf - n0) * Exp(-s / tau), 4) * (V - EK))];
            """,
        ["WarmedTimeConstant"] = """
            double WarmedTimeConstant(double tau, double Q10, double from, double to) =>
                tau * Pow(Q10, -(to - from) / 10);
            """,
        ["ConductionVelocity"] = """
            double ConductionVelocity(double speed, double diameter, double newDiameter) =>
                speed * Sqrt(newDiameter / diameter);
            """,
        ["FitzHughNagumoRest"] = """
            double FitzHughNagumoRest(double I, double a, double b)
            {
                var (low, high) = (-10.0, 10.0);
                for (var i = 0; i < 60; i++)
                {
                    var v = (low + high) / 2;
                    (low, high) = v - v * v * v / 3 - (v + a) / b + I > 0 ? (v, high) : (low, v);
                }
                return low;
            }
            """,
        ["ClassifyEquilibrium"] = """
            string ClassifyEquilibrium(double a, double b, double c, double d)
            {
                var (trace, determinant) = (a + d, a * d - b * c);
                if (determinant < 0) return "saddle";
                var stability = trace < 0 ? "stable" : "unstable";
                return stability + (trace * trace > 4 * determinant ? " node" : " focus");
            }
            """,
        ["LeakyRate"] = """
            double LeakyRate(
                double I, double tau, double EL, double Vth, double Vreset, double tref, double R)
            {
                var heading = EL + R * I;
                return heading > Vth ? 1000 / (tref + tau * Log((heading - Vreset) / (heading - Vth))) : 0;
            }
            """,
        ["BlowUpTime"] = """
            double BlowUpTime(double V0, double tau, double a, double Vr, double Vc) =>
                tau / (a * (Vc - Vr)) * Log((V0 - Vr) / (V0 - Vc));
            """,
        ["QuadraticRate"] = """
            double QuadraticRate(double I, double tau, double a, double Vr, double Vc, double R)
            {
                var rheobase = a * (Vc - Vr) * (Vc - Vr) / (4 * R);
                return I > rheobase ? 1000 * Sqrt(a * R * (I - rheobase)) / (PI * tau) : 0;
            }
            """,
        ["ExponentialRheobase"] = """
            double ExponentialRheobase(double gL, double EL, double VT, double DeltaT) =>
                gL * (VT - EL - DeltaT);
            """,
        ["ExponentialThreshold"] = """
            double ExponentialThreshold(double I, double gL, double EL, double VT, double DeltaT)
            {
                var (low, high) = (VT, VT + 20 * DeltaT);
                for (var i = 0; i < 60; i++)
                {
                    var V = (low + high) / 2;
                    (low, high) = gL * (-(V - EL) + DeltaT * Exp((V - VT) / DeltaT)) + I < 0 ? (V, high) : (low, V);
                }
                return low;
            }
            """,
        ["IzhikevichRun"] = """
            double[] IzhikevichRun(double a, double b, double c, double d, double I, double h, int n)
            {
                var (v, u) = (-70.0, -70 * b);
                var values = new double[n];
                for (var k = 0; k < n; k++)
                {
                    v += h * (0.04 * v * v + 5 * v + 140 - u + I);
                    u += h * a * (b * v - u);
                    values[k] = Min(v, 30);
                    if (v > 30) (v, u) = (c, u + d);
                }
                return values;
            }
            """,
        ["LastRestingCurrent"] = """
            double LastRestingCurrent(double b, double linear, double constant) =>
                (linear - b) * (linear - b) / 0.16 - constant;
            """,
        ["TypeOfRest"] = """
            string TypeOfRest(double I, double a, double b)
            {
                var discriminant = (5 - b) * (5 - b) - 0.16 * (140 + I);
                if (discriminant < 0) return "none";
                var v = (b - 5 - Sqrt(discriminant)) / 0.08;
                var slope = 0.08 * v + 5;
                var (trace, determinant) = (slope - a, a * (b - slope));
                return (trace < 0 ? "stable" : "unstable") + (trace * trace > 4 * determinant ? " node" : " focus");
            }
            """,
        ["SpikeLogLikelihood"] = """
            double SpikeLogLikelihood(double[] rate, int[] counts, double dt)
            {
                var sum = 0.0;
                for (var i = 0; i < rate.Length; i++)
                {
                    var mu = rate[i] * dt / 1000;
                    sum += counts[i] * Log(mu) - mu - SpecialFunctions.FactorialLn(counts[i]);
                }
                return sum;
            }
            """,
        ["RaisedCosineBump"] = """
            double[] RaisedCosineBump(
                double[] t, int j, int count, double first, double last, double offset)
            {
                var (from, to) = (Log(first + offset), Log(last + offset));
                var spacing = (to - from) / (count - 1);
                double Angle(double s) => (Log(s + offset) - from - j * spacing) / spacing * PI / 2;
                return [.. t.Select(s => Abs(Angle(s)) < PI ? (1 + Cos(Angle(s))) / 2 : 0)];
            }
            """,
        ["RescaledInterval"] = """
            double RescaledInterval(double[] rate, double dt, double r)
            {
                var last = rate[^1] * dt / 1000;
                var xi = rate.SkipLast(1).Sum() * dt / 1000 - Log(1 - r * (1 - Exp(-last)));
                return 1 - Exp(-xi);
            }
            """,
    };
}
