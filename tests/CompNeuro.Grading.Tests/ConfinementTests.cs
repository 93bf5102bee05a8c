using System.Net;
using System.Net.Sockets;
using CompNeuro.Exercises;

namespace CompNeuro.Grading.Tests;

public class ConfinementTests(Graders graders)
{
    [Theory]
    [MemberData(nameof(Probes.All), MemberType = typeof(Probes))]
    public async Task AStudentsCodeIsKeptFrom(string what, string probe)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var code = probe.Replace("PORT", $"{((IPEndPoint)listener.LocalEndpoint).Port}").Replace("FOLDER", Path.GetDirectoryName(graders.SolutionsFile));
        var answer = $"{code}\ndouble LengthConstant(double diameter, double Rm, double Ri) => Prevented() ? 1e4 * Math.Sqrt(diameter * 1e-4 / 4 * 1000 * Rm / Ri) : 0;";
        var result = await graders.GradeAsync(Answers.With("lambda", answer));
        if (what == "a right answer from the judge")
        {
            Assert.Equal((Status.Crashed, 0.0), (result.Part("LengthConstant").Status, result.Part("LengthConstant").Points));
            return;
        }

        Assert.True(result.Part("LengthConstant").Outcome is Outcome.Correct, $"{what}\n{result.Words()}");
        result.AllRightBut();
    }
}
