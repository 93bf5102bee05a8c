using CompNeuro.Exercises;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Judging;

/// <summary>The right answer to an earlier part, for arguments that a student's code chose.</summary>
internal static class RightAnswer
{
    // What a count or a curve of an exercise never reaches, and what would cost the judge memory and time.
    private const int Most = Wire.MostValues;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <returns>Null where the answer has none.</returns>
    /// <exception cref="TimeoutException">It has none in time.</exception>
    /// <exception cref="InvalidDataException">These are no arguments of such a function.</exception>
    public static async Task<object?> ToAsync(Exercise exercise, object?[] arguments)
    {
        var parameters = exercise.Signature.Parameters;
        if (arguments.Length != parameters.Count || arguments.Zip(parameters).Any(pair => pair.First is { } value && value.GetType() != pair.Second.ParameterType))
        {
            throw new InvalidDataException("These are no arguments of the function.");
        }

        return arguments.Any(argument => argument is null or int and (> Most or < -Most) or Array { Length: > Most }) ? null
            : await Task.Run(() => Response.Of(exercise.Reference, arguments!).Value).WaitAsync(Limit).ConfigureAwait(false);
    }
}
