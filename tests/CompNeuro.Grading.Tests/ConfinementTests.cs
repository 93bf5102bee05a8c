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
        var answer = $"{code}\ndouble WarmedTimeConstant(double tau, double Q10, double from, double to) => Prevented() ? tau / Math.Pow(Q10, (to - from) / 10) : 0;";
        var result = await graders.GradeAsync(Answers.With("warmed", answer));
        if (what == "a right answer from the judge")
        {
            Assert.Equal((Status.Crashed, 0.0), (result.Part("WarmedTimeConstant").Status, result.Part("WarmedTimeConstant").Points));
            return;
        }

        Assert.True(result.Part("WarmedTimeConstant").Outcome is Outcome.Correct, $"{what}\n{result.Words()}");
        result.AllRightBut();
    }
}
