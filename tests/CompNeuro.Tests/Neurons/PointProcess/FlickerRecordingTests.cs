using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Tests.Neurons.PointProcess;

public class FlickerRecordingTests
{
    public static string Folder { get; } = Find();

    [Theory]
    [InlineData("filters.csv")]
    [InlineData("stimulus.csv")]
    [InlineData("spikes.csv")]
    public void TheFilesAreMadeAgainToTheByte(string file)
    {
        var made = file switch
        {
            "filters.csv" => FlickerRecipe.Filters(),
            "stimulus.csv" => FlickerRecipe.Stimulus(),
            _ => FlickerRecipe.Spikes(FlickerRecording.Load(Folder)),
        };
        Assert.Equal(made, File.ReadAllText(Path.Combine(Folder, file)));
    }

    [Fact]
    public void TheCardHoldsTheirChecksums()
    {
        var card = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.All(Directory.GetFiles(Folder, "*.csv"), file => Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))), card));
    }

    [Fact]
    public void ABadLineIsNamed()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "stimulus.csv"), "contrast\n1\n");
            File.WriteAllText(Path.Combine(folder, "filters.csv"), "cell,source,value\n1,-1,3\n");
            File.WriteAllText(Path.Combine(folder, "spikes.csv"), "cell,time_ms\n1,4\n1;5\n");
            Assert.Contains("spikes.csv, line 3: \"1;5\" should be 2 numbers", Assert.Throws<FormatException>(() => FlickerRecording.Load(folder)).Message);
            File.WriteAllText(Path.Combine(folder, "spikes.csv"), "cell,time_ms\n2,4\n");
            Assert.Contains("cell 2 at 4 ms", Assert.Throws<FormatException>(() => FlickerRecording.Load(folder)).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "data", "flicker-recording") is var path && Directory.Exists(path))
            {
                return path;
            }
        }

        throw new DirectoryNotFoundException("data/flicker-recording was not found above the tests.");
    }
}
