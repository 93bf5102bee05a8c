using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class CrashNoteTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("compneuro-running-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void AKernelThatTookTheNextPlaceTellsOnceHowTheOneBeforeEnded()
    {
        new CrashNote(directory, "kernel-1.json").Begin(3, "int F(int n) => F(n + 1);\nF(0)");
        var next = new CrashNote(directory, "kernel-1.json");
        var output = new Recorded();
        next.ShowOnce(output);
        next.ShowOnce(output);
        Assert.Contains("cell 3: int F(int n) => F(n + 1);\n", Assert.Single(output.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public void AfterAnOrderlyEndThereIsNothingToTell()
    {
        var note = new CrashNote(directory, "kernel-1.json");
        note.Begin(1, "x");
        note.End();
        var output = new Recorded();
        new CrashNote(directory, "kernel-1.json").ShowOnce(output);
        Assert.Empty(output.Texts);
    }

    [Fact]
    public void AnotherKernelsEndIsNotTold()
    {
        new CrashNote(directory, "kernel-1.json").Begin(1, "x");
        var output = new Recorded();
        new CrashNote(directory, "kernel-2.json").ShowOnce(output);
        Assert.Empty(output.Texts);
    }

    private sealed class Recorded : ICellOutput
    {
        public List<string> Texts { get; } = [];

        public void Write(StreamName stream, string text) => Texts.Add(text);

        public void Display(MimeBundle bundle, string? displayId) => throw new NotSupportedException();

        public void UpdateDisplay(MimeBundle bundle, string displayId) => throw new NotSupportedException();

        public void ClearOutput(bool wait) => throw new NotSupportedException();

        public string ReadLine(string prompt, bool password) => throw new NotSupportedException();
    }
}
