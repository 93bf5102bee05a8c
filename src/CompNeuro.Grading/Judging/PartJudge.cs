using CompNeuro.Exercises;
using CompNeuro.Grading.Compiling;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Judging;

/// <summary>Makes a mark of what compiling and running one answer came to.</summary>
internal static class PartJudge
{
    public static PartResult Judge(HomeworkPart part, int seed, CompiledCode code, CompiledFunction function, Answered? answered)
    {
        var id = part.Exercise.Id;
        if (function.Forbidden.Count > 0)
        {
            return None(part, Status.Graded, Outcome.Wrong, NotOneself(function.Forbidden)) with { ForbiddenCalls = function.Forbidden };
        }

        if (!function.Found)
        {
            var fault = code.Faults.FirstOrDefault(fault => fault.Declared.Contains(id)) ?? code.Faults.FirstOrDefault(fault => fault.GradeId == part.Answer);
            return function.Misfit.Length > 0 ? None(part, Status.CompileError, Outcome.Wrong, function.Misfit)
                : fault is not null ? None(part, Status.CompileError, Outcome.Wrong, fault.Words)
                : None(part, Status.Graded, Outcome.Missing, $"There is no function {id} in the notebook. Its name must be exactly this one.");
        }

        if (answered?.Responses is not { } responses)
        {
            var death = answered?.Death ?? Death.Exited;
            return None(part, StatusOf(death), Outcome.Wrong, Examination.Words(death, "The function, or a cell,"));
        }

        var verdict = part.Exercise.Judge(seed, responses);
        return new(id, part.Exercise.Title, StatusOf(responses), verdict.Outcome, verdict.Points, verdict.PossiblePoints, verdict.ChecksPassed, verdict.Checks, verdict.Message)
        {
            Example = verdict.Example,
            Misconception = verdict.Misconception,
            Picture = verdict.Picture?.ToSvg(),
        };
    }

    public static string NotOneself(IReadOnlyList<string> members) => $"The task is to write this yourself, and the answer uses {string.Join(", ", members)}.";

    private static PartResult None(HomeworkPart part, Status status, Outcome outcome, string message) =>
        new(part.Exercise.Id, part.Exercise.Title, status, outcome, 0, part.Exercise.Points, 0, 0, message);

    private static Status StatusOf(Death death) => death switch { Death.TimedOut or Death.NotBegun => Status.TimedOut, Death.OutOfMemory => Status.OutOfMemory, _ => Status.Crashed };

    private static Status StatusOf(IReadOnlyList<Response> responses) =>
        responses.Any(response => response.Ending is Ending.TimedOut) ? Status.TimedOut
        : responses.Any(response => response.Problem.StartsWith(nameof(OutOfMemoryException), StringComparison.Ordinal)) ? Status.OutOfMemory
        : Status.Graded;
}
