using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Tests.Neurons.PointProcess;

public class PointProcessFitTests
{
    private static readonly RaisedCosineBasis StimulusBasis = RaisedCosineBasis.Linear(4, 0, 12);
    private static readonly RaisedCosineBasis HistoryBasis = RaisedCosineBasis.LogStretched(4, 1, 20, 3);
    private static readonly double[] Truth = [Math.Log(30), 0.1, 0.25, -0.1, -0.05, -2, -1, 0.3, 0.1];
    private static readonly double[] Stimulus = GeneralizedLinearModelTests.Noise(120_000, 1);

    private static readonly GeneralizedLinearModel Model = new()
    {
        b = Truth[0],
        k = StimulusBasis.Sample(1).Filter(Truth[1..5]),
        h = HistoryBasis.Sample(1, firstLag: 1).Filter(Truth[5..]),
    };

    // Over experiments the error of each weight, in standard errors, has mean zero and mean square one.
    [Fact]
    public void WeightsAreRecoveredAsWellAsTheStandardErrorsSay()
    {
        double[] errors = [.. Enumerable.Range(0, 10).SelectMany(seed =>
        {
            var fit = Regression(Model.Simulate(Stimulus, seed)).Fit();
            return fit.Weights.Zip(Truth, (weight, truth) => weight - truth).Zip(fit.StandardErrors, (error, spread) => error / spread);
        })];
        Assert.All(errors, error => Assert.InRange(error, -4, 4));
        Assert.Equal(0, errors.Average(), 4.5 / Math.Sqrt(errors.Length));
        Assert.Equal(1, errors.Average(error => error * error), 4.5 * Math.Sqrt(2.0 / errors.Length));
    }

    [Fact]
    public void TheFittedModelDescribesTheDataAndTheHomogeneousOneDoesNot()
    {
        var spikes = Model.Simulate(Stimulus, seed: 1);
        var fit = Regression(spikes).Fit();
        Assert.True(fit.Intensity.Rescaled(seed: 1).IsWithinBand);
        Assert.False(ConditionalIntensity.Homogeneous(spikes).Rescaled(seed: 1).IsWithinBand);
        Assert.Equal(fit.LogLikelihood, fit.Intensity.LogLikelihood, 1e-7);
        Assert.Equal(fit.LogLikelihood, fit.Model.Intensity(Stimulus, spikes).LogLikelihood, 1e-7);
        // The maximum lies above the truth by half a squared standard error for each weight.
        Assert.InRange(fit.LogLikelihood - Model.Intensity(Stimulus, spikes).LogLikelihood, 0, 15);
        Assert.InRange(fit.NewtonDecrement, 0, 1e-3);
        Assert.InRange(fit.Passes, 3, 15);
    }

    [Fact]
    public void TheBandOfAFilterIsThatOfItsWeights()
    {
        var fit = Regression(Model.Simulate(Stimulus, seed: 1)).Fit();
        var (history, functions) = (fit["history"], HistoryBasis.Sample(1, firstLag: 1).Functions);
        for (var lag = 0; lag < history.Times.Count; lag += 5)
        {
            var variance = 0.0;
            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 4; j++)
                {
                    variance += functions[i][lag] * functions[j][lag] * fit.Covariance[5 + i, 5 + j];
                }
            }

            Assert.Equal(Math.Sqrt(variance), history.StandardErrors[lag], 1e-12);
        }

        Assert.Equal(fit.Weights.Skip(5).Take(4), history.Weights);
    }

    [Fact]
    public async Task TheNumberOfThreadsDoesNotChangeABit()
    {
        var regression = Regression(Model.Simulate(Stimulus, seed: 1));
        var parallel = regression.Fit();
        var alone = await Task.Factory.StartNew(() => regression.Fit(), CancellationToken.None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        Assert.Equal(parallel.Weights, alone.Weights);
        Assert.Equal(parallel.LogLikelihood, alone.LogLikelihood);
        Assert.Equal(parallel.Covariance, alone.Covariance);
    }

    // Little data and a weight for each of sixty lags: without a ridge the noise is fitted, with too strong a one nothing.
    [Fact]
    public void CrossValidationFindsARidgeThatPredictsBest()
    {
        var stimulus = Stimulus[..10_000];
        var regression = new PointProcessRegression((Model with { h = [] }).Simulate(stimulus, seed: 5)).OnStimulus(stimulus, FilterBasis.EveryLag(60));
        var validation = regression.CrossValidate([0.01, 1, 10, 30, 100, 300, 1000, 1e5]);
        Assert.InRange(validation.Best, 10, 1000);
        Assert.True(validation.BitsPerSpike.Max() > validation.BitsPerSpike[0] + 0.02);
        Assert.True(validation.BitsPerSpike.Max() > validation.BitsPerSpike[^1] + 0.02);
        Assert.True(regression.Fit(0.01).LogLikelihood > validation.BestFit.LogLikelihood);
    }

    [Fact]
    public void WithoutStructureNothingIsPredicted()
    {
        var stimulus = Stimulus[..10_000];
        var spikes = new GeneralizedLinearModel { b = Math.Log(30) }.Simulate(stimulus, seed: 6);
        var validation = new PointProcessRegression(spikes).OnStimulus(stimulus, FilterBasis.EveryLag(60)).CrossValidate([0.01, 1e6], folds: 4);
        Assert.True(validation.BitsPerSpike[0] < -0.02);
        Assert.Equal(0, validation.BitsPerSpike[1], 0.005);
        Assert.Equal(1e6, validation.Best);
    }

    // The held-out likelihood by hand, in two folds.
    [Fact]
    public void EachFoldIsPredictedFromTheOthers()
    {
        var (stimulus, spikes) = (Stimulus[..5001], Model.Simulate(Stimulus[..5001], seed: 7));
        var bits = new PointProcessRegression(spikes).OnStimulus(stimulus, FilterBasis.EveryLag(1)).CrossValidate([2], folds: 2).BitsPerSpike[0];
        var gained = 0.0;
        foreach (var (train, test) in new[] { (2500..5001, ..2500), (..2500, 2500..5001) })
        {
            BinnedSpikes Part(Range range) => new(spikes.Counts.ToArray()[range], 1);
            var fit = new PointProcessRegression(Part(train)).OnStimulus(stimulus[train], FilterBasis.EveryLag(1)).Fit(2);
            var flat = Enumerable.Repeat(Part(train).Rate, stimulus[test].Length).ToArray();
            gained += fit.Model.Intensity(stimulus[test], Part(test)).LogLikelihood - new ConditionalIntensity(flat, Part(test)).LogLikelihood;
        }

        Assert.Equal(gained / spikes.Count / Math.Log(2), bits, 1e-9);
    }

    [Fact]
    public void CouplingsOfTheRecordingAreRecoveredWithTheirSigns()
    {
        var recording = FlickerRecording.Load(FlickerRecordingTests.Folder);
        var fits = CoupledPopulation.Fit(
            recording.Stimulus, recording.Spikes, RaisedCosineBasis.Linear(10, 0, 130), RaisedCosineBasis.LogStretched(8, 1, 60, 2), RaisedCosineBasis.LogStretched(5, 1, 30, 5));
        foreach (var (to, fit) in fits.Index())
        {
            foreach (var from in Enumerable.Range(0, 3).Where(from => from != to))
            {
                var filter = fit[$"cell {from + 1}"];
                var sign = (from == 2) == (to == 2) ? 1 : -1;
                Assert.True(sign * filter.Values[4] > 5 * filter.StandardErrors[4]);
                // Both signs and sizes, within what a smooth basis can do.
                Assert.Equal(recording.Truth.Filter(from, to)[4], filter.Values[4], 4 * filter.StandardErrors[4]);
            }

            Assert.True(fit.Intensity.Rescaled(seed: 1).IsWithinBand);
            Assert.False(fit.Intensity.RescaledNaively().IsWithinBand);
        }

        var again = new CoupledPopulation([.. fits.Select(fit => fit.Model)]).Simulate(recording.Stimulus, seed: 1);
        Assert.All(again.Zip(recording.Spikes), pair => Assert.Equal(pair.Second.Rate, pair.First.Rate, 0.1 * pair.Second.Rate));
    }

    // The engine keeps short filters of spikes apart from the rest; nobody should notice.
    [Fact]
    public void WeightsStandInTheOrderInWhichTermsWereAdded()
    {
        var (spikes, slow) = (Model.Simulate(Stimulus, seed: 1), RaisedCosineBasis.Linear(3, 300, 400));
        var other = new GeneralizedLinearModel { b = Math.Log(30) }.Simulate(Stimulus, seed: 2);
        var fit = new PointProcessRegression(spikes).OnHistory(HistoryBasis).OnCell("fast", other, HistoryBasis).OnCell("slow", other, slow).OnStimulus(Stimulus, StimulusBasis).Fit();
        Assert.Equal(["history", "fast", "slow", "stimulus"], fit.Filters.Select(filter => filter.Name));
        Assert.Equal(fit.Weights.Skip(1), fit.Filters.SelectMany(filter => filter.Weights));
        Assert.All(fit.Weights.Zip(Truth[..1].Concat(Truth[5..]).Concat(new double[7]).Concat(Truth[1..5])).Zip(fit.StandardErrors), one => Assert.Equal(one.First.Second, one.First.First, 4 * one.Second));
        Assert.Equal(fit.Intensity.LogLikelihood, fit.Model.Intensity(Stimulus, spikes, other, other).LogLikelihood, 1e-7);
    }

    [Fact]
    public void WhatCannotBeFittedIsExplained()
    {
        var stimulus = Stimulus[..5000];
        var silent = new BinnedSpikes(new int[5000], 1);
        Assert.Contains("does not fire", Assert.Throws<InvalidOperationException>(() => Regression(silent, stimulus).Fit()).Message);

        // Never within 3 ms of a spike.
        var spikes = new GeneralizedLinearModel { b = Math.Log(40), h = [-50, -50, -50] }.Simulate(stimulus, seed: 1);
        var separable = new PointProcessRegression(spikes).OnHistory(FilterBasis.EveryLag(5));
        Assert.Contains("never fires where weight 1 of 5 of \"history\" acts", Assert.Throws<InvalidOperationException>(() => separable.Fit()).Message);
        Assert.True(separable.Fit(ridge: 0.1)["history"].Values[0] < -1);

        // The sign of the stimulus decides, so that no slope is steep enough.
        var step = stimulus.Select(s => s > 0 ? 1.0 : -1.0).ToArray();
        var decided = new PointProcessRegression(new(step.Select((s, t) => s > 0 && t % 7 == 0 ? 1 : 0), 1)).OnStimulus(step, FilterBasis.EveryLag(1));
        Assert.Contains("ridge", Assert.Throws<InvalidOperationException>(() => decided.Fit()).Message);
        Assert.True(decided.Fit(ridge: 0.1)["stimulus"].Values[0] > 1);

        var twice = new PointProcessRegression(spikes).OnStimulus(stimulus, FilterBasis.EveryLag(2)).OnStimulus(stimulus, FilterBasis.EveryLag(1), "again");
        Assert.Contains("do not determine weight 1 of 1 of \"again\"", Assert.Throws<InvalidOperationException>(() => twice.Fit()).Message);
        Assert.Contains("do not determine weight 1 of 2 of \"quiet\"", Assert.Throws<InvalidOperationException>(() => new PointProcessRegression(spikes).OnCell("quiet", silent, FilterBasis.EveryLag(2)).Fit()).Message);
    }

    [Fact]
    public void BadInputIsNamed()
    {
        var spikes = Model.Simulate(Stimulus[..5000], seed: 1);
        var regression = Regression(spikes, Stimulus[..5000]);
        Assert.Contains("stimulus has 4999 values for 5000 bins", Assert.Throws<ArgumentException>(() => Regression(spikes, Stimulus[..4999])).Message);
        Assert.Contains("not a finite number", Assert.Throws<ArgumentException>(() => Regression(spikes, [.. Stimulus[..4999], double.NaN])).Message);
        Assert.Contains("already", Assert.Throws<ArgumentException>(() => regression.OnHistory(HistoryBasis)).Message);
        Assert.Contains("cell 2 has 1 bins of 1 ms", Assert.Throws<ArgumentException>(() => regression.OnCell("cell 2", new([1], 1), HistoryBasis)).Message);
        Assert.Contains("A ridge of -1 for \"stimulus\"", Assert.Throws<ArgumentOutOfRangeException>(() => regression.Fit(ridge: -1)).Message);
        Assert.Contains("no \"coupling\" here", Assert.Throws<ArgumentException>(() => regression.Fit(new Dictionary<string, double> { ["coupling"] = 1 })).Message);
        Assert.Contains("no \"coupling\" here, only \"stimulus\", \"history\"", Assert.Throws<KeyNotFoundException>(() => regression.Fit()["coupling"]).Message);
        Assert.Contains("no ridges", Assert.Throws<ArgumentException>(() => regression.CrossValidate([])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => regression.CrossValidate([1], folds: 1));
    }

    private static PointProcessRegression Regression(BinnedSpikes spikes, double[]? stimulus = null) =>
        new PointProcessRegression(spikes).OnStimulus(stimulus ?? Stimulus, StimulusBasis).OnHistory(HistoryBasis);
}
