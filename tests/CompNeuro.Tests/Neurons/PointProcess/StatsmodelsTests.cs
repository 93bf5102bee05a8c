using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Tests.Neurons.PointProcess;

/// <summary>
/// The same data in Python, where the design matrix is written out: statsmodels 0.13.5, <c>GLM(y, X, family=Poisson(), offset=log(dt/1000)).fit(tol=1e-14)</c>, and with a
/// ridge the minimum of the negative log-likelihood plus 3/2 Σ w² by <c>minimize(method="trust-exact", gtol=1e-12)</c> of scipy 1.10.1. The columns of X are 1, s at lags
/// 0 to 3, and y at lags from 1 on times three raised cosines evaluated from their formula.
/// </summary>
public class StatsmodelsTests
{
    private const int T = 3000;

    private static readonly double[] Stimulus = [.. Enumerable.Range(0, T).Select(t => Math.Sin(0.3 * t) + Math.Cos(0.013 * ((long)t * t % 5003)))];

    private static readonly BinnedSpikes Spikes = new(
        Enumerable.Range(0, T).Select(t => (long)t).Select(t =>
            ((31 * t * t + 17 * t) % 1009 < 60 + 40 * Stimulus[t] ? 1 : 0) + ((13 * t * t + 5 * t) % 997 < 25 + (t > 0 ? 12 * Stimulus[t - 1] : 0) ? 1 : 0)),
        dt: 2);

    private static readonly PointProcessRegression Regression = new PointProcessRegression(Spikes)
        .OnStimulus(Stimulus, FilterBasis.EveryLag(4))
        .OnHistory(RaisedCosineBasis.LogStretched(3, firstPeak: 2, lastPeak: 20, offset: 1.5));

    private static readonly double[] Weights =
    [
        3.4890633179460346, 0.36666259820954783, 0.3014228887122091, -0.005016685455784549, -0.13732888432933693, 0.7038777634020654, -0.4853026742792797, 0.17410648747651858,
    ];

    [Fact]
    public void WeightsAndErrorsAreThoseOfStatsmodels()
    {
        double[] errors =
        [
            0.12760840047530078, 0.07245875015483424, 0.0757617230581146, 0.07478160726846592, 0.07143009138826639, 0.1539164936398451, 0.13751131266746122, 0.06253416942811378,
        ];
        Assert.Equal(285, Spikes.Count);
        var fit = Regression.Fit();
        Assert.All(fit.Weights.Zip(Weights), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.All(fit.StandardErrors.Zip(errors), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
        Assert.Equal(-903.8551500385852, fit.LogLikelihood, 1e-9);
        Assert.Equal(0.2807733921582895, fit.Intensity.BitsPerSpike, 1e-9);
    }

    [Fact]
    public void WithARidgeTheyAreThoseOfScipy()
    {
        double[] weights =
        [
            3.5081548876023856, 0.3648464366094604, 0.30009807243815845, -0.0022924856985443403, -0.1357864225111826, 0.6368251756672721, -0.42840782920419196, 0.15603759208968815,
        ];
        Assert.All(Regression.Fit(ridge: 3).Weights.Zip(weights), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void ARidgeCanBeGivenToOneTerm()
    {
        var fit = Regression.Fit(new Dictionary<string, double> { ["history"] = 1e9 });
        Assert.All(fit["history"].Weights, weight => Assert.Equal(0, weight, 1e-6));
        var without = new PointProcessRegression(Spikes).OnStimulus(Stimulus, FilterBasis.EveryLag(4)).Fit();
        Assert.All(fit["stimulus"].Weights.Zip(without["stimulus"].Weights), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.All(Regression.Fit(new Dictionary<string, double>()).Weights.Zip(Weights), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    // The same model in other bases: each lag of the history, orthogonal functions, and dense columns instead of views.
    [Fact]
    public void OrthogonalFunctionsGiveTheSameFilter()
    {
        var plain = Regression.Fit();
        var orthogonal = new PointProcessRegression(Spikes)
            .OnStimulus(Stimulus, FilterBasis.EveryLag(4).Orthogonalised())
            .OnHistory(RaisedCosineBasis.LogStretched(3, firstPeak: 2, lastPeak: 20, offset: 1.5).Orthogonalised()).Fit();
        Assert.Equal(plain.LogLikelihood, orthogonal.LogLikelihood, 1e-9);
        foreach (var (a, b) in plain.Filters.Zip(orthogonal.Filters))
        {
            Assert.All(a.Values.Zip(b.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
            Assert.All(a.StandardErrors.Zip(b.StandardErrors), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        }
    }
}
