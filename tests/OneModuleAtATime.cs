[assembly: AssemblyFixture(typeof(CompNeuro.Tests.OneModuleAtATime))]

namespace CompNeuro.Tests;

/// <summary>
/// Makes the test programs that <c>dotnet test</c> starts together run one after the other: some start kernels, builds and loops that never end, on
/// which the others would have to wait.
/// </summary>
public sealed class OneModuleAtATime : IAsyncLifetime
{
    private FileStream? turn;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"compneuro-tests-{Environment.UserName}.lock");
        while (turn is null)
        {
            try
            {
                turn = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200);
            }
        }
    }

    public ValueTask DisposeAsync() => turn!.DisposeAsync();
}
