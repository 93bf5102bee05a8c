using System.Runtime.ExceptionServices;
using CompNeuro.Exercises;
using CompNeuro.Grading.Runner;
using CompNeuro.Grading.Running;
using CompNeuro.Kernel.Notebooks;

// The process in which one submission's code runs. It knows no exercise and no right answer: it gets inputs and sends back what came out.
var (input, output) = StandardStreams.TakeAway();
Console.SetIn(TextReader.Null);
Console.SetOut(TextWriter.Null);
Console.SetError(TextWriter.Null);
ExceptionHandling.SetUnhandledExceptionHandler(_ => true); // A background thread that fails does not end the others.
var (sending, asking) = (new Lock(), new Lock());
void Send(Word word, Action<BinaryWriter>? content = null)
{
    var message = Wire.Message(word, content);
    lock (sending)
    {
        output.Write(message);
        output.Flush();
    }
}

(Word Word, BinaryReader Content) Receive() => Wire.ReadAsync(input).AsTask().GetAwaiter().GetResult();

object? Ask(string function, object?[] arguments)
{
    lock (asking)
    {
        Send(Word.Ask, to =>
        {
            to.Write(function);
            Wire.WriteValues(to, arguments);
        });
        return Wire.ReadValue(Receive().Content);
    }
}

// What needs compiling is compiled before anybody waits for it.
_ = Trial.Run((double x) => x, [[1.0]], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
_ = Wire.Message(Word.Responses, to => Wire.Write(to, new(Ending.Returned, 1.0)));
Confinement.Apply();
Send(Word.Ready);
var code = new StudentCode();
while (true)
{
    switch (Receive())
    {
        case (Word.Load, var message):
            code.Run(message, Ask, response => Send(Word.Cell, to => Wire.Write(to, response with { Value = null })));
            Send(Word.Loaded);
            break;
        case (Word.Try, var message):
            Send(Word.Responses, Plain(code.Try(message)));
            break;
    }
}

// An answer that is too long, or was swapped for what is no plain data, is an answer that failed.
static Action<BinaryWriter> Plain(IReadOnlyList<Response> responses) => to =>
{
    to.Write(responses.Count);
    foreach (var response in responses)
    {
        try
        {
            using var once = new BinaryWriter(new MemoryStream());
            Wire.Write(once, response);
            Wire.Write(to, response);
        }
        catch (InvalidDataException tooMuch)
        {
            Wire.Write(to, new(Ending.Threw, Problem: tooMuch.Message));
        }
    }
};
