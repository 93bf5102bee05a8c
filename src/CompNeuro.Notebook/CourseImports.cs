namespace CompNeuro.Notebook;

/// <summary>What every cell of the course sees without a <c>using</c>: the one list that the kernel and the extension for other hosts follow.</summary>
public static class CourseImports
{
    /// <summary>Namespaces, and types whose members are seen without the type's name (<c>static CompNeuro.Dynamics.Stimulus</c>).</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "System",
        "System.Collections.Generic",
        "System.Linq",
        "System.Threading.Tasks",
        "CompNeuro",
        "CompNeuro.Biophysics",
        "CompNeuro.Biophysics.Cables",
        "CompNeuro.Biophysics.Channels",
        "CompNeuro.Biophysics.Compartments",
        "CompNeuro.Biophysics.Reduced",
        "CompNeuro.Dynamics",
        "CompNeuro.Maths",
        "CompNeuro.Neurons",
        "CompNeuro.Simulation",
        "CompNeuro.SpikeTrains",
        "CompNeuro.Neurons.PointProcess",
        "CompNeuro.Exercises",
        "CompNeuro.Figures",
        "Deedle",
        "MathNet.Numerics",
        "MathNet.Numerics.LinearAlgebra",
        "MathNet.Numerics.Statistics",
        "static CompNeuro.Dynamics.Stimulus",
        "static CompNeuro.Exercises.ProgressOfUser",
        "static CompNeuro.Notebook.LiveControls",
        "static System.Math",
    ];
}
