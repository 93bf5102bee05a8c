using System.Runtime.CompilerServices;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>What a population is given besides its equations.</summary>
internal sealed record CellsInput<T>(int Count, Receptor<T>[] Receptors, AlignedMemory<T> Current, Noise<T>? Noise, PoissonInput[] Poisson, AlignedMemory<T>? RefractorySteps)
    where T : unmanaged, ILanes<T>, IReal<T>;

/// <summary>A normal current to every cell, new in every step.</summary>
/// <param name="Size">Its standard deviation, one for all cells or one for each vector.</param>
internal sealed unsafe record Noise<T>(AlignedMemory<T> Size, CellRandom Random)
    where T : unmanaged, ILanes<T>, IReal<T>
{
    [SkipLocalsInit]
    public void Add(T* current, long step, int from, int to)
    {
        var numbers = stackalloc float[CellRandom.Group + 16];
        nint stride = Size.Count == 1 ? 0 : 1;
        for (var first = from; first < to; first += CellRandom.Group)
        {
            Random.FillNormal(numbers, (uint)(first / CellRandom.Group), step);
            for (nint i = first / T.Count, k = 0; k < CellRandom.Group; i++, k += T.Count)
            {
                current[i] = T.FusedMultiplyAdd(Size.Pointer[i * stride], T.Load(numbers + k), current[i]);
            }
        }
    }
}

/// <summary>Spikes from outside, to every cell of a stretch, independent from cell to cell.</summary>
internal sealed unsafe record PoissonInput(int Receptor, int From, int To, double Weight, PoissonTable Numbers, CellRandom Random)
{
    [SkipLocalsInit]
    public void Add<T>(T* arriving, long step, int from, int to)
        where T : unmanaged, ILanes<T>, IReal<T>
    {
        var numbers = stackalloc float[CellRandom.Group + 16];
        T weight = Weight;
        for (var group = Math.Max(from, From) / CellRandom.Group; group * CellRandom.Group < Math.Min(to, To); group++)
        {
            Numbers.Fill(numbers, Random, (uint)group, step);
            var first = group * CellRandom.Group;
            for (var cell = 0; cell < CellRandom.Group && (first < From || first + CellRandom.Group > To); cell++)
            {
                numbers[cell] = first + cell >= From && first + cell < To ? numbers[cell] : 0;
            }

            for (var i = 0; i < CellRandom.Group / T.Count; i++)
            {
                ref var target = ref arriving[first / T.Count + i];
                target = T.FusedMultiplyAdd(weight, T.Load(numbers + i * T.Count), target);
            }
        }
    }
}
