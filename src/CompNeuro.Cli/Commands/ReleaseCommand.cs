using System.CommandLine;
using System.Text;
using CompNeuro.Grading;
using CompNeuro.Grading.Release;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Commands;

/// <summary><c>release</c>: the notebooks that students get, made from those with the worked answers.</summary>
internal static class ReleaseCommand
{
    internal static Command Create(Terminal terminal)
    {
        var homework = new Argument<string[]>("homework") { Description = "Homework by number, name or file in solutions/; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var students = new Option<string?>("--students") { Description = "One notebook for each student of this list (a text file with an identifier per line), with values of their own.", HelpName = "LIST" };
        var secret = new Option<string?>("--secret-file") { Description = "The class's secret, from which the values follow. Keep it: grading needs it.", HelpName = "FILE" };
        var output = new Option<string?>("--output", "-o") { Description = "Where the notebooks go (default: exercises/ in the course).", HelpName = "DIR" };
        var force = new Option<bool>("--force") { Description = "Overwrite notebooks in which somebody has worked." };
        var command = new Command("release", "Make the notebooks that students get from those with the worked answers.") { homework, students, secret, output, force };
        HelpExamples.Attach(command, HelpExamples.Of("release", "release 1 --students class.txt --secret-file secret.txt --output handout"));
        command.SetAction(parsed =>
        {
            var course = CourseFolder.Require();
            var folder = parsed.GetValue(output) ?? course.Exercises;
            var solutions = course.Homework(parsed.GetValue(homework)!);
            switch (parsed.GetValue(students), parsed.GetValue(secret))
            {
                case (null, null):
                    foreach (var path in solutions)
                    {
                        Write(terminal, HomeworkRelease.Of(NotebookDocument.Load(path)), Path.Combine(folder, Path.GetFileName(path)), parsed.GetValue(force));
                    }

                    break;
                case ({ } list, { } key) when parsed.GetValue(output) is not null:
                    ForEach(terminal, Students(list), Secret(key), solutions, folder, parsed.GetValue(force));
                    break;
                default:
                    throw new UserError("Notebooks with values of each student's own need --students, --secret-file and --output together.");
            }

            return 0;
        });
        return command;
    }

    private static void ForEach(Terminal terminal, List<string> students, byte[] secret, IReadOnlyList<string> solutions, string folder, bool force)
    {
        foreach (var path in solutions)
        {
            var (notebook, parameters) = (NotebookDocument.Load(path), Homework.Read(path).Parameters());
            foreach (var student in students)
            {
                var own = OwnValues.Of(secret, student, parameters);
                HomeworkRelease.Write(HomeworkRelease.For(notebook, student, own), Path.Combine(folder, student, Path.GetFileName(path)), force);
            }

            terminal.Success($"{Path.GetFileName(path)}: {students.Count} notebooks in {folder}, one folder per student, with {(parameters.Count == 0 ? "nothing of their own" : $"{string.Join(" and ", parameters.Select(one => one.Name))} of their own")}.");
        }
    }

    private static void Write(Terminal terminal, NotebookDocument release, string path, bool force)
    {
        HomeworkRelease.Write(release, path, force);
        terminal.Success($"{Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}: {release.Cells.Count} cells.");
    }

    /// <summary>One identifier per line; empty lines and those that begin with # count for nothing.</summary>
    private static List<string> Students(string list)
    {
        var students = File.ReadAllLines(list).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var bad = students.Find(student => student is "." or ".." || student.Any(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal)));
        return students.Count == 0 ? throw new UserError($"{list} names no student. Write one identifier on each line.")
            : bad is not null ? throw new UserError($"{list}: \"{bad}\" cannot be the name of a folder. Leave out /, \\, :, *, ?, quotation marks, <, > and |.")
            : students.GroupBy(student => student, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw new UserError($"{list} names {twice.Key} more than once. Give every student an identifier of their own.")
            : students;
    }

    internal static byte[] Secret(string file)
    {
        try
        {
            var secret = Encoding.UTF8.GetBytes(File.ReadAllText(file).Trim());
            return secret.Length >= OwnValues.LeastSecretBytes ? secret
                : throw new UserError($"The secret in {file} has {secret.Length} bytes, and must have {OwnValues.LeastSecretBytes} or more: make one with openssl rand -hex 32.");
        }
        catch (IOException problem)
        {
            throw new UserError($"The secret cannot be read: {problem.Message} Make one with: openssl rand -hex 32 > {file}", problem);
        }
    }
}
