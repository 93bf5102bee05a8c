namespace CompNeuro.Cli.Machine;

/// <summary>A Jupyter on this machine that can show notebooks: <c>jupyter lab</c>, else <c>jupyter notebook</c>.</summary>
internal sealed record Jupyter(string Program, string Application, string Version)
{
    internal static async Task<Jupyter?> FindAsync(CancellationToken cancellation)
    {
        if (Programs.Find("jupyter") is not { } program)
        {
            return null;
        }
        foreach (var application in new[] { "lab", "notebook" })
        {
            var (code, output) = await Programs.AskAsync(program, [application, "--version"], TimeSpan.FromSeconds(20), cancellation);
            if (code == 0)
            {
                return new Jupyter(program, application, output.Split('\n')[^1].Trim());
            }
        }
        return null;
    }
}
