public class Script : ScriptBase
{
    private static int _calls;

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var log = Context.Logger;
        switch (Context.OperationId)
        {
            case "Hello":
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent("{\"greeting\":\"Hello World!\"}") };
            case "RegexIsMatch":
                return await IsMatchAsync();
            case "ForwardAsPost":
                Context.Request.Method = HttpMethod.Post;
                return await Context.SendAsync(Context.Request, CancellationToken);
            case "Wrap":
                var response = await Context.SendAsync(Context.Request, CancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    var wrapped = new JObject { ["wrapped"] = JToken.Parse(await response.Content.ReadAsStringAsync()) };
                    response.Content = CreateJsonContent(wrapped.ToString(Formatting.None));
                }

                return response;
            case "Log":
                log.LogInformation("{Operation} is running", Context.OperationId);
                log.LogError(new InvalidOperationException("inner"), "failed");
                return new HttpResponseMessage(HttpStatusCode.NoContent);
            case "Throw":
                log.LogWarning("about to throw");
                throw new InvalidOperationException("thrown by the script");
            case "Null":
                return null;
            case "Wait":
                await Task.Delay(Timeout.Infinite, CancellationToken);
                return null;
            case "Loop":
                log.LogInformation("looping");
                while (true)
                {
                }

            case "Allocate":
                var all = new List<byte[]>();
                while (true)
                {
                    all.Add(new byte[16 * 1024 * 1024]);
                }

            case "Recurse":
                return new HttpResponseMessage((HttpStatusCode)(200 + Depth(0)));
            case "Exit":
                Environment.Exit(7);
                return null;
            case "Print":
                Console.WriteLine("{\"status\":500}");
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("printed") };
            case "Count":
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent((++_calls).ToString()) };
            case "Tell":
                var told = new JObject
                {
                    ["correlation"] = Context.CorrelationId,
                    ["original"] = Context.OriginalRequestUri.ToString(),
                    ["notification"] = Context.CreateNotificationUri("/hooks?kind=a").ToString(),
                    ["tenant"] = Context.ConnectionParameters["tenant"],
                    ["header"] = Context.Request.Headers.GetValues("X-Name").First(),
                    ["type"] = Context.Request.Content?.Headers.ContentType?.MediaType,
                };
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(told.ToString(Formatting.None)) };
            case "Elsewhere":
                return await Context.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://elsewhere.contoso.com/"), CancellationToken);
            default:
                return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = CreateJsonContent($"Unknown operation ID '{Context.OperationId}'") };
        }
    }

    private static int Depth(int depth) => depth < 0 ? 0 : Depth(depth + 1) + Math.Min(depth, 0) + new string('a', 1).Length - 1;

    private async Task<HttpResponseMessage> IsMatchAsync()
    {
        var body = JObject.Parse(await Context.Request.Content.ReadAsStringAsync());
        var text = (string)body["textToCheck"];
        var answer = new JObject { ["textToCheck"] = text, ["isMatch"] = Regex.IsMatch(text, (string)body["regex"]) };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(answer.ToString(Formatting.None)) };
    }
}
