using System.Diagnostics;

namespace CompNeuro.Exercises.Tests;

/// <summary>Answers that misbehave become responses, and hurt nobody.</summary>
public sealed class TrialTests
{
    private static readonly IReadOnlyList<IReadOnlyList<object>> Cases = [[1.0], [2.0], [3.0]];

    [Fact]
    public void An_answer_that_never_returns_is_stopped_and_what_came_before_it_counts()
    {
        var turns = 0L;
        double Endless(double x)
        {
            while (x == 2)
            {
                turns++;
            }

            return 10 * x;
        }

        var clock = Stopwatch.StartNew();
        var responses = Trial.Run(Endless, Cases, TimeSpan.FromSeconds(0.3));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3));
        Assert.Equal([new(Ending.Returned, 10.0), new(Ending.TimedOut), new(Ending.TimedOut)], responses);
        Assert.True(SpinWait.SpinUntil(() => Stands(ref turns), TimeSpan.FromSeconds(10)), "It is still running.");
    }

    [Fact]
    public void An_answer_that_waits_for_ever_is_left_behind()
    {
        double Waiting(double x)
        {
            Thread.Sleep(Timeout.Infinite);
            return x;
        }

        Assert.All(Trial.Run(Waiting, Cases, TimeSpan.FromSeconds(0.2)), response => Assert.Equal(Ending.TimedOut, response.Ending));
    }

    [Theory]
    [InlineData(0.3, 3600, true)]
    [InlineData(3600, 0.3, false)]
    public void Where_processor_time_counts_a_loop_ends_by_it_and_what_sleeps_by_the_clock(double processor, double clock, bool loops)
    {
        using var over = new ManualResetEventSlim();
        double Endless(double x)
        {
            while (!over.Wait(loops ? 0 : Timeout.Infinite))
            {
            }

            return x;
        }

        Assert.All(Trial.Run(Endless, Cases, TimeSpan.FromSeconds(processor), TimeSpan.FromSeconds(clock)), response => Assert.Equal(Ending.TimedOut, response.Ending));
        over.Set(); // Nobody else stops it.
    }

    [Fact]
    public void What_an_answer_throws_is_a_response()
    {
        double Throwing(double x) => x switch { 1 => throw new NotImplementedException(), 2 => throw new FormatException("no number"), _ => throw new InsufficientExecutionStackException() };

        Assert.Equal(
            [new(Ending.NotImplemented), new(Ending.Threw, Problem: "FormatException: no number"), new(Ending.Threw, Problem: "StackOverflow: the function calls itself without end")],
            Trial.Run(Throwing, Cases, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void An_exception_that_cannot_say_what_it_is_is_a_response_too()
    {
        double Throwing(double x) => throw new MuteException();

        Assert.All(Trial.Run(Throwing, Cases, TimeSpan.FromSeconds(10)), response => Assert.Equal(new(Ending.Threw, Problem: "MuteException, whose message cannot be read"), response));
    }

    [Fact]
    public void An_answer_can_change_neither_its_arguments_nor_what_it_returned_before()
    {
        double[] argument = [1, 2], buffer = [0];
        double[] Careless(double[] values)
        {
            values[0]++;
            buffer[0] += values[0];
            return buffer;
        }

        var responses = Trial.Run(Careless, [[argument], [argument]], TimeSpan.FromSeconds(10));
        Assert.Equal([1, 2], argument);
        Assert.Equal([2.0, 4.0], responses.Select(response => ((double[])response.Value!)[0]));
    }

    private sealed class MuteException : Exception
    {
        public override string Message => throw new FormatException();
    }

    private static bool Stands(ref long turns)
    {
        var before = Interlocked.Read(ref turns);
        Thread.Sleep(50);
        return Interlocked.Read(ref turns) == before;
    }
}
