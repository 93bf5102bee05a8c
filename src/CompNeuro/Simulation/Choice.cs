namespace CompNeuro.Simulation;

/// <summary>Yes or no, known to the compiler: it makes a loop of its own for each combination, without what is not needed.</summary>
internal interface IChoice
{
    static abstract bool Is { get; }
}

internal readonly struct Yes : IChoice
{
    public static bool Is => true;
}

internal readonly struct No : IChoice
{
    public static bool Is => false;
}
