using System.Text;
using ConnectorBuild.Scripting.Running;

// What a script writes to the console must not be taken for an answer, and what it reads must not be a call.
using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
Console.SetOut(Console.Error);
Console.SetIn(TextReader.Null);

using var backend = new SocketsHttpHandler { AllowAutoRedirect = false };
await ScriptRunner.RunAsync(input, output, backend, CancellationToken.None);
