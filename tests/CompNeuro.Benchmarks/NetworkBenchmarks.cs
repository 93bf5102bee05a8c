using BenchmarkDotNet.Attributes;

namespace CompNeuro.Benchmarks;

/// <summary>A tenth of each network, set-up included.</summary>
public class NetworkBenchmarks
{
    private readonly NetworkWorkload squid = NetworkWorkload.Squid();
    private readonly NetworkWorkload cuba = NetworkWorkload.Cuba();
    private readonly NetworkWorkload coba = NetworkWorkload.Coba();
    private readonly NetworkWorkload brunel = NetworkWorkload.Brunel();
    private readonly NetworkWorkload izhikevich = NetworkWorkload.Izhikevich("", "", 1000, 0, 0);

    [Params(false, true)]
    public bool SinglePrecision { get; set; }

    [Benchmark]
    public double Squid() => Tenth(squid);

    [Benchmark]
    public double Cuba() => Tenth(cuba);

    [Benchmark]
    public double Coba() => Tenth(coba);

    [Benchmark]
    public double Brunel() => Tenth(brunel);

    [Benchmark]
    public double Izhikevich() => Tenth(izhikevich);

    private double Tenth(NetworkWorkload workload) => workload.Run(SinglePrecision, workload.Duration / 10).Rate(workload.Cells);
}
