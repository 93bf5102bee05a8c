using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>What a population is made of.</summary>
internal abstract class PopulationModel(int count)
{
    public int Count => count;

    /// <summary>The cells, and as many more as fill groups, and so vectors of every width.</summary>
    public int Padded => (count + CellRandom.Group - 1) / CellRandom.Group * CellRandom.Group;

    public abstract string Name { get; }

    /// <summary>The variables of a cell.</summary>
    public abstract IReadOnlyList<StateVariable> Variables { get; }

    /// <summary>Refuses a step longer than a time constant of the models, and models that fire without end.</summary>
    public abstract void Check(double step);

    /// <summary>The cells at the start of a run.</summary>
    public abstract Cells Build<T>(CellsPlan plan)
        where T : unmanaged, ILanes<T>, IReal<T>;
}

/// <summary>What a network gives the cells of a population.</summary>
/// <param name="Seed">The network's.</param>
/// <param name="Stream">The first of the streams of random numbers that belong to this population.</param>
/// <param name="Step">ms.</param>
/// <param name="Synapses">The kinds of synapses that lead to it, each with the steps that the ring of what is on its way spans, a power of two.</param>
/// <param name="Current">The constant input, one for all cells or one for each.</param>
/// <param name="Noise">The standard deviation of the noise of a step, the same; empty for none.</param>
/// <param name="Poisson">Spikes from outside.</param>
internal sealed record CellsPlan(long Seed, uint Stream, double Step, IReadOnlyList<(Synapse Kind, int Slots)> Synapses, double[] Current, double[] Noise, PoissonInput[] Poisson);

internal sealed class PopulationModel<TModel, TState>(TModel[] models, int count, Func<int, RandomNumbers, TState>? initial) : PopulationModel(count)
    where TModel : IPointNeuron<TModel, TState>
    where TState : unmanaged
{
    private readonly TModel[] models = models;
    private readonly Func<int, RandomNumbers, TState>? initial = initial;

    public override string Name => typeof(TModel).Name;

    public override IReadOnlyList<StateVariable> Variables => StateLayout<TState>.Variables;

    public override void Check(double step)
    {
        foreach (var model in models)
        {
            if (!(step <= model.ShortestTimeConstant))
            {
                throw new ArgumentOutOfRangeException(nameof(step), step, $"A step dt = {step} ms is longer than the time constant {model.ShortestTimeConstant} ms of {Name}: take a shorter dt.");
            }

            if (model is ISpikingModel<TState> spiking)
            {
                Spiking.RequireLowReset(spiking);
            }
        }
    }

    public override Cells Build<T>(CellsPlan plan) => TModel.Cells(new Builder<T>(this, plan));

    /// <summary>The state of one cell at the start.</summary>
    private TState Start(long seed, uint stream, int cell) =>
        initial is null ? models[cell % models.Length].Rest : initial(cell, new RandomNumbers(seed, (long)(((ulong)stream << 32) | (uint)cell)));

    private sealed unsafe class Builder<T>(PopulationModel<TModel, TState> population, CellsPlan plan) : CellsOf<TModel, T>(plan.Step)
        where T : unmanaged, ILanes<T>, IReal<T>
    {
        private readonly int vectors = population.Padded / T.Count;

        public override Cells Follow<TVariables, TEquations>(Func<Func<Func<TModel, double>, T>, TEquations> equations)
        {
            if (sizeof(TVariables) / sizeof(T) != sizeof(TState) / sizeof(double))
            {
                throw new InvalidOperationException($"The equations of {population.Name} have {sizeof(TVariables) / sizeof(T)} variables, its state {sizeof(TState) / sizeof(double)}: both must hold the same, in the same order.");
            }

            var parameters = new AlignedMemory<TEquations>(population.models.Length == 1 ? 1 : vectors);
            for (var i = 0; i < parameters.Count; i++)
            {
                parameters.Pointer[i] = equations(number => Each(number, i));
            }

            var input = new CellsInput<T>(population.Count, [.. plan.Synapses.Select(Receptor)], Numbers(plan.Current), plan.Noise is [] ? null : new(Numbers(plan.Noise), new(plan.Seed, plan.Stream)), plan.Poisson, Refractory());
            return new Cells<TVariables, TEquations, T>(input, Variables<TVariables>(), parameters);
        }

        // One number of the model, of the cells of one vector.
        private T Each(Func<TModel, double> number, int vector)
        {
            Span<double> values = stackalloc double[T.Count];
            for (var lane = 0; lane < T.Count; lane++)
            {
                values[lane] = number(population.models[Math.Min(vector * T.Count + lane, population.models.Length - 1)]);
            }

            return T.Create(values);
        }

        private AlignedMemory<T> PerModel(Func<TModel, double> number)
        {
            var all = new AlignedMemory<T>(population.models.Length == 1 || population.models.All(model => number(model) == number(population.models[0])) ? 1 : vectors);
            for (var i = 0; i < all.Count; i++)
            {
                all.Pointer[i] = Each(number, i);
            }

            return all;
        }

        private Receptor<T> Receptor((Synapse Kind, int Slots) synapse) => new(synapse.Kind, vectors, synapse.Slots, plan.Step, synapse.Kind switch
        {
            Synapse.ExponentialSynapse { Reversal: null } current => PerModel(model => model.EquivalentCurrent(current.Tau, plan.Step)),
            Synapse.ExponentialSynapse conductance => PerModel(_ => Decay.Mean(conductance.Tau, plan.Step)),
            _ => null,
        });

        private AlignedMemory<T>? Refractory()
        {
            double Steps(TModel model) => Math.Round(((model as ISpikingModel<TState>)?.RefractoryPeriod ?? 0) / plan.Step);
            return population.models.All(model => Steps(model) == 0) ? null : PerModel(Steps);
        }

        private AlignedMemory<T> Numbers(double[] values)
        {
            var numbers = new AlignedMemory<T>(values.Length == 1 ? 1 : vectors);
            Span<double> lanes = stackalloc double[T.Count];
            for (var i = 0; i < numbers.Count; i++)
            {
                for (var lane = 0; lane < T.Count; lane++)
                {
                    lanes[lane] = values[Math.Min(i * T.Count + lane, values.Length - 1)];
                }

                numbers.Pointer[i] = T.Create(lanes);
            }

            return numbers;
        }

        private AlignedMemory<TVariables> Variables<TVariables>()
            where TVariables : unmanaged
        {
            var variables = new AlignedMemory<TVariables>(vectors);
            var (size, same) = (sizeof(TVariables) / sizeof(T), population.initial is null && population.models.Length == 1);
            var states = new TState[same ? 1 : T.Count];
            Span<double> lanes = stackalloc double[T.Count];
            for (var i = 0; i < vectors; i++)
            {
                for (var lane = 0; lane < states.Length && (i == 0 || !same); lane++)
                {
                    states[lane] = population.Start(plan.Seed, plan.Stream + 1, Math.Min(i * T.Count + lane, population.Count - 1));
                }

                for (var variable = 0; variable < size; variable++)
                {
                    for (var lane = 0; lane < T.Count; lane++)
                    {
                        lanes[lane] = StateLayout<TState>.Numbers(ref states[same ? 0 : lane])[variable];
                    }

                    ((T*)(variables.Pointer + i))[variable] = T.Create(lanes);
                }
            }

            return variables;
        }
    }
}
