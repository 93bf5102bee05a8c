namespace CompNeuro.Kernel.Tests.Engine;

/// <summary>An engine and its cells, numbered as they run.</summary>
internal sealed class Notebook(params IKernelExtension[] extensions) : IDisposable
{
    private Kernel.Engine? engine;
    private int cells;

    public string? Directory { get; init; }

    public Kernel.Engine Engine => engine ??= new Kernel.Engine(extensions, Directory);

    public Recorder Last { get; private set; } = new();

    public Task<CellResult> Run(string code, Recorder? recorder = null)
    {
        Last = recorder ?? new Recorder();
        return Engine.ExecuteAsync(code, $"cell {++cells}", Last);
    }

    /// <summary>The plain text of the cell's value; fails with the traceback if the cell did.</summary>
    public async Task<string?> Value(string code)
    {
        var result = await Run(code);
        Assert.True(result.Status == CellStatus.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
        return result.Value?.Data["text/plain"].GetValue<string>();
    }

    public async Task<CellError> Failure(string code)
    {
        var result = await Run(code);
        Assert.Equal(CellStatus.Failed, result.Status);
        return result.Error!;
    }

    public void Dispose() => Engine.Dispose();
}
