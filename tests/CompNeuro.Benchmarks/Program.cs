using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CompNeuro.Benchmarks;

// The first word chooses a comparison of whole processes; anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["kernel", .. var rest]:
        return KernelComparison.Run(rest);
    case ["single-cell", .. var rest]:
        return SingleCellComparison.Run(rest);
    case ["cable", .. var rest]:
        return CableComparison.Run(rest);
    case ["glm", .. var rest]:
        return GlmComparison.Run(rest);
    case ["network", .. var rest]:
        return NetworkComparison.Run(rest);
    case ["grading", .. var rest]:
        return await GradingComparison.RunAsync(rest);
    default:
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.JoinSummary);
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(SolverBenchmarks).Assembly).Run(args, config);
        return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
}
