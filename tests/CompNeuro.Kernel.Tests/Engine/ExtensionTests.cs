using System.Reflection;

namespace CompNeuro.Kernel.Tests.Engine;

public sealed class ExtensionTests
{
    [Fact]
    public async Task An_extension_adds_libraries_usings_directives_and_packages()
    {
        var extension = new Sample();
        using var notebook = new Notebook(extension);
        Assert.Equal("True", await notebook.Value("#r \"nuget: Sample.Package, 9.9.9\"\nnew Random(1) is System.Random && Gen.Int != null && Bool != null"));
        await notebook.Value("#!announce loudly\nConsole.Write(\"code \");");
        Assert.Equal("begin loudly code end Succeeded", notebook.Last.Output);
        await notebook.Failure("#!announce\nthrow new Exception();");
        Assert.Equal("begin end Failed", notebook.Last.Output.Replace("  ", " "));
        Assert.Equal(1, extension.Initialized);
    }

    private sealed class Sample : IKernelExtension, IDirective
    {
        public int Initialized { get; private set; }

        public IReadOnlyList<Assembly> References => [typeof(CsCheck.Gen).Assembly];

        public IReadOnlyList<string> Imports => ["CsCheck", "static CsCheck.Gen"];

        public IReadOnlyList<string> Packages => ["Sample.Package"];

        public IReadOnlyList<IDirective> Directives => [this];

        public IReadOnlyList<string> WarmUpCells => ["1 + 1"];

        public string Name => "announce";

        public string Summary => "says when a cell begins and ends";

        public void Initialize() => Initialized++;

        public Action<CellStatus>? Begin(string arguments, ICellOutput output)
        {
            output.Write(StreamName.StandardOutput, $"begin {arguments} ");
            return status => output.Write(StreamName.StandardOutput, $"end {status}");
        }
    }
}
