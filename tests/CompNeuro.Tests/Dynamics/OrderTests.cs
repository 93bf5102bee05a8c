using CompNeuro.Dynamics;

namespace CompNeuro.Tests.Dynamics;

public class OrderTests
{
    [Theory]
    [MemberData(nameof(Problems.Names), MemberType = typeof(Problems))]
    public void RungeKutta4IsOfFourthOrder(string problem)
    {
        Assert.InRange(Order.Of(h => Problems.All[problem](new RungeKutta4(h)).AtSteps, 0.1, halvings: 3), 3.8, 4.5);
        Assert.InRange(Order.Of(h => Problems.All[problem](new RungeKutta4(h)).Between, 0.1, halvings: 3), 3.7, 4.5);
    }

    // Tolerances so loose that every step is the longest allowed.
    [Theory]
    [MemberData(nameof(Problems.Names), MemberType = typeof(Problems))]
    public void DormandPrinceIsOfFifthOrder(string problem)
    {
        DormandPrince WithStep(double h) => new() { RelativeTolerance = 0.5, AbsoluteTolerance = [1], MaximumStep = h };
        Assert.InRange(Order.Of(h => Problems.All[problem](WithStep(h)).AtSteps, 0.2, halvings: 3), 4.7, 5.8);
        Assert.InRange(Order.Of(h => Problems.All[problem](WithStep(h)).Between, 0.2, halvings: 3), 4.5, 5.8);
    }

    [Theory]
    [MemberData(nameof(Problems.Names), MemberType = typeof(Problems))]
    public void DormandPrinceKeepsToItsTolerance(string problem)
    {
        foreach (var tolerance in new[] { 1e-4, 1e-6, 1e-8, 1e-10, 1e-12 })
        {
            var (atSteps, between) = Problems.All[problem](new DormandPrince { RelativeTolerance = tolerance, AbsoluteTolerance = [tolerance] });
            Assert.InRange(atSteps, 0, 20 * tolerance);
            Assert.InRange(between, 0, 60 * tolerance);
        }
    }
}
