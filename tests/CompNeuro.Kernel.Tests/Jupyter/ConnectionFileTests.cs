using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Kernel.Tests.Jupyter;

public sealed class ConnectionFileTests
{
    private const string Good = """
        {"shell_port":1001,"iopub_port":1002,"stdin_port":1003,"control_port":1004,"hb_port":1005,
         "ip":"127.0.0.1","key":"k","transport":"tcp","signature_scheme":"hmac-sha256","kernel_name":"compneuro"}
        """;

    [Fact]
    public void AFileOfJupyterIsRead()
    {
        var connection = Read(Good);
        Assert.Equal(new("127.0.0.1", 1001, 1002, 1003, 1004, 1005, "k"), connection);
        Assert.Equal("tcp://127.0.0.1:1001", connection.Endpoint(connection.Shell));
    }

    [Theory]
    [InlineData("not json", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("{}", "shell_port")]
    [InlineData("""{"transport":"ipc"}""", "ipc")]
    [InlineData("""{"signature_scheme":"hmac-md5"}""", "hmac-md5")]
    [InlineData("""{"shell_port":70000}""", "65535")]
    public void ABadFileIsNamedWithWhatIsWrong(string json, string named)
    {
        var problem = Assert.Throws<InvalidDataException>(() => Read(json));
        Assert.Contains(named == "JSON" ? "connection.json" : named, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.Contains("nowhere.json", Assert.Throws<InvalidDataException>(() => ConnectionFile.Read("nowhere.json")).Message, StringComparison.Ordinal);

    private static ConnectionFile Read(string json)
    {
        var directory = Directory.CreateTempSubdirectory("compneuro-connection-").FullName;
        var path = Path.Combine(directory, "connection.json");
        File.WriteAllText(path, json);
        try
        {
            return ConnectionFile.Read(path);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
