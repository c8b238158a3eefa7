public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        return await Send(HttpMethod.Get);

        async Task<HttpResponseMessage> Send(HttpMethod method)
        {
            Context.Request.Method = method;
            return await Context.SendAsync(Context.Request, CancellationToken);
        }
    }
}
