using System.Numerics.Tensors;
using CompNeuro.Biophysics.Compartments;
using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Biophysics.Cables;

/// <summary>The cable equation solved step by step.</summary>
public static class CableSimulation
{
    /// <summary>Runs the cable from rest with a current injected at one place.</summary>
    /// <param name="input">nA.</param>
    /// <param name="duration">ms; rounded up to a whole number of steps.</param>
    /// <param name="at">Where the current enters, µm from the start.</param>
    /// <inheritdoc cref="Simulate(Cable, IReadOnlyList{ValueTuple{double, Stimulus}}, double, double, int)"/>
    public static CableRun Simulate(this Cable cable, Stimulus input, double duration, double at = 0, double dt = 0.025, int compartments = 200) =>
        cable.Simulate([(at, input)], duration, dt, compartments);

    /// <summary>Runs the cable from rest with currents injected at any places.</summary>
    /// <remarks>
    /// Crank–Nicolson in time and finite volumes in space, with a node at either end and wherever a current enters: the error is of second order in both. The two steps
    /// after each jump of a current are taken as four half steps of backward Euler, which keep the order and stop the oscillations that the method would else carry on
    /// (R. Rannacher, Numer. Math. 43:309, 1984).
    /// </remarks>
    /// <param name="inputs">Where each current enters, µm from the start, and the current, nA.</param>
    /// <param name="duration">ms; rounded up to a whole number of steps.</param>
    /// <param name="dt">The step, ms; also the interval between samples.</param>
    /// <param name="compartments">Pieces into which the cable is cut, a few more if the places demand it.</param>
    /// <exception cref="InvalidOperationException">An end is endless: give a length of a few λ beyond what matters.</exception>
    public static CableRun Simulate(this Cable cable, IReadOnlyList<(double At, Stimulus Input)> inputs, double duration, double dt = 0.025, int compartments = 200)
    {
        ArgumentNullException.ThrowIfNull(cable);
        ArgumentNullException.ThrowIfNull(inputs);
        if (cable.Start.IsEndless || cable.End.IsEndless)
        {
            throw new InvalidOperationException("A cable without end cannot be cut into pieces: give it a length, a few λ beyond what matters.");
        }

        if (compartments < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(compartments), compartments, $"A cable cannot be cut into {compartments} pieces: compartments must be 1 or more.");
        }

        var steps = CableEngine.Steps(duration, dt, compartments);
        var X = Nodes(cable, inputs, compartments);
        var entries = inputs.Select(input => (Node: Array.IndexOf(X, cable.Place(input.At)), input.Input)).ToArray();
        var perHalfStep = new double[X.Length];
        var matrix = Matrix(cable, X, dt / 2, perHalfStep);
        double[] restarts = [0, .. inputs.SelectMany(input => input.Input.Discontinuities)];
        var V = new double[steps + 1][];
        V[0] = new double[X.Length];
        for (var k = 0; k < steps; k++)
        {
            var t = k * dt;
            var smooth = !restarts.Any(jump => jump > t - 1.999 * dt && jump < t + 0.999 * dt);
            if (smooth)
            {
                // V(t + dt) = 2V(t + dt/2) − V(t).
                V[k + 1] = HalfStep(V[k], input => input.Mean(t, t + dt));
                TensorPrimitives.Add(V[k + 1], V[k + 1], V[k + 1]);
                TensorPrimitives.Subtract(V[k + 1], V[k], V[k + 1]);
            }
            else
            {
                // All charge of the step enters, and what follows the current at once ends where it belongs.
                var middle = HalfStep(V[k], input => 2 * input.Mean(t, t + dt) - Late(input, t + dt / 2, t + dt));
                V[k + 1] = HalfStep(middle, input => Late(input, t + dt / 2, t + dt));
            }
        }

        return new(cable, [.. Enumerable.Range(0, steps + 1).Select(k => k * dt)], Array.ConvertAll(X, place => place * cable.lambda), V);

        // Backward Euler over dt/2.
        double[] HalfStep(double[] V, Func<Stimulus, double> current)
        {
            var next = new double[V.Length];
            TensorPrimitives.Multiply(perHalfStep, V, next);
            foreach (var (node, input) in entries)
            {
                next[node] += 1000 * current(input);
            }

            matrix.Solve(next);
            return next;
        }

        // The current at the end of an interval; its mean if it jumps within.
        static double Late(Stimulus input, double from, double to) =>
            input.Discontinuities.Any(jump => jump > from && jump < to) ? input.Mean(from, to) : input.At(Math.BitDecrement(to));
    }

    /// <summary>Evenly spaced between the ends and the places where currents enter, in units of λ.</summary>
    private static double[] Nodes(Cable cable, IReadOnlyList<(double At, Stimulus Input)> inputs, int compartments)
    {
        double[] fixedNodes = [.. inputs.Select(input => cable.Place(input.At)).Append(0).Append(cable.L).Distinct().Order()];
        return [0, .. fixedNodes.Zip(fixedNodes.Skip(1), (low, high) =>
        {
            var pieces = (int)Math.Max(1, Math.Round(compartments * (high - low) / cable.L));
            return Enumerable.Range(1, pieces).Select(i => i == pieces ? high : low + i * (high - low) / pieces);
        }).SelectMany(nodes => nodes)];
    }

    /// <summary>Conductances, nS, of (C/h + G) V, where C/h is also returned.</summary>
    private static TreeMatrix Matrix(Cable cable, double[] X, double h, double[] capacitancePerStep)
    {
        var diagonal = new double[X.Length];
        var axial = new double[X.Length];
        for (var i = 0; i < X.Length - 1; i++)
        {
            var width = X[i + 1] - X[i];
            axial[i + 1] = cable.Ginf / width;
            foreach (var node in new[] { i, i + 1 })
            {
                capacitancePerStep[node] += cable.Ginf * cable.tau * width / 2 / h;
                diagonal[node] += cable.Ginf * width / 2 + axial[i + 1];
            }
        }

        foreach (var (node, end) in new[] { (0, cable.Start), (X.Length - 1, cable.End) })
        {
            capacitancePerStep[node] += end.Capacitance / h;
            diagonal[node] += end.Conductance;
        }

        TensorPrimitives.Add(diagonal, capacitancePerStep, diagonal);
        var matrix = new TreeMatrix([.. Enumerable.Range(-1, X.Length)], axial);
        matrix.Factor(diagonal);
        return matrix;
    }
}
