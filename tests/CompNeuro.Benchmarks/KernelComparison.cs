namespace CompNeuro.Benchmarks;

/// <summary>
/// Our kernel beside IPython's, both driven by jupyter_client, in turns: <c>kernel [--rounds 10] [--cells 50] [--kernel compneuro] [--peer python3] [--readme]</c>.
/// </summary>
internal static class KernelComparison
{
    public static int Run(string[] args)
    {
        try
        {
            var table = Report.Python(
                "kernel_latency.py",
                Report.Option(args, "--kernel", "compneuro"),
                Report.Option(args, "--peer", "python3"),
                Report.Option(args, "--rounds", "10"),
                Report.Option(args, "--cells", "50"));
            Report.Publish(args, "kernel", $"{table}\n{Report.Machine}.");
            return 0;
        }
        catch (InvalidOperationException error)
        {
            Console.Error.WriteLine($"{error.Message} The comparison needs the kernel installed (compneuro kernel install), and python3-jupyter-client and python3-ipykernel.");
            return 1;
        }
    }
}
