namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// Makes several receives or sends with one system call (io_uring(7)), none of which waits: when the call returns, the results of all are there.
/// For the thread that made it alone.
/// </summary>
internal sealed unsafe class IoRing : IDisposable
{
    /// <summary>The result of a call that came to nothing: the ring has failed, or a signal came. It may be made without the ring.</summary>
    public const int NotMade = int.MinValue;

    /// <summary>Calls that can be made at once; a power of two, as the kernel makes of it anyway.</summary>
    public const int Size = 32;

    // Flags of io_uring_setup(2). A kernel before 6.1 does not know the last one.
    private const uint SubmitAll = 1 << 7, SingleIssuer = 1 << 12, DeferTaskRun = 1 << 13;
    private const uint SingleMapping = 1;
    private const long SubmissionsOffset = 0x10000000;

    private readonly int _ring;
    private readonly byte* _queues, _submissions, _completions;
    private readonly nint _queuesLength;
    private readonly uint* _tail, _completionHead, _completionTail;
    private readonly uint _completionMask;
    private int _count;

    private IoRing(int ring, byte* queues, byte* submissions, uint* parameters)
    {
        uint* submissionOffsets = parameters + 10, completionOffsets = parameters + 20;
        _ring = ring;
        _queues = queues;
        _queuesLength = LengthOf(parameters);
        _submissions = submissions;
        _tail = (uint*)(queues + submissionOffsets[1]);
        _completionHead = (uint*)(queues + completionOffsets[0]);
        _completionTail = (uint*)(queues + completionOffsets[1]);
        _completionMask = *(uint*)(queues + completionOffsets[2]);
        _completions = queues + completionOffsets[5];

        // Submissions lie where their numbers in turn say.
        uint* order = (uint*)(queues + submissionOffsets[6]);
        for (uint index = 0; index < Size; index++)
        {
            order[index] = index;
        }
    }

    /// <summary>Whether it makes no calls any more, since the system has refused one.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Makes a ring; null where the system has none, or lets nobody have one.</summary>
    public static IoRing? TryCreate()
    {
        byte* parameters = stackalloc byte[LinuxRing.ParametersSize];
        new Span<byte>(parameters, LinuxRing.ParametersSize).Clear();
        uint* fields = (uint*)parameters;
        fields[2] = SubmitAll | SingleIssuer | DeferTaskRun;
        int ring = LinuxRing.Create(Size, parameters);
        if (ring < 0)
        {
            return null;
        }

        byte* queues = (fields[5] & SingleMapping) != 0 ? LinuxRing.Map(ring, LengthOf(fields), 0) : null;
        byte* submissions = queues is null ? null : LinuxRing.Map(ring, Size * LinuxRing.SubmissionSize, SubmissionsOffset);
        if (submissions is not null)
        {
            return new IoRing(ring, queues, submissions, fields);
        }

        if (queues is not null)
        {
            _ = LinuxRing.Unmap(queues, LengthOf(fields));
        }

        _ = LinuxSocket.Close(ring);
        return null;
    }

    /// <summary>Adds a receive; no more than <see cref="Size"/> calls are added before <see cref="Run"/>.</summary>
    /// <param name="socket">The descriptor, which stays open until then.</param>
    /// <param name="buffer">Where to, and how many octets at most; it stays where it is until then.</param>
    /// <param name="length">How many octets at most.</param>
    /// <param name="index">Where its result is to be found.</param>
    public void AddReceive(int socket, byte* buffer, int length, int index) =>
        Add(LinuxRing.Receive, socket, buffer, length, LinuxSocket.DontWait, index);

    /// <summary>Adds a send, as <see cref="AddReceive"/> adds a receive.</summary>
    public void AddSend(int socket, byte* buffer, int length, int index) =>
        Add(LinuxRing.Send, socket, buffer, length, LinuxSocket.DontWait | LinuxSocket.NoSignal, index);

    /// <summary>Makes the calls that were added, in their order.</summary>
    /// <param name="results">Takes at the index of each what came of it: octets, the number of an error, negative, or <see cref="NotMade"/>.</param>
    public void Run(Span<int> results)
    {
        results.Fill(NotMade);
        int unsubmitted = _count, incomplete = _count;
        _count = 0;
        while (incomplete > 0)
        {
            int submitted = LinuxRing.Enter(_ring, unsubmitted, incomplete);
            incomplete -= Take(results);
            if (submitted >= 0)
            {
                unsubmitted -= submitted;
            }
            else if (submitted != -LinuxSocket.Eintr)
            {
                IsBroken = true;
                return;
            }
        }
    }

    public void Dispose()
    {
        IsBroken = true;
        _ = LinuxRing.Unmap(_submissions, Size * LinuxRing.SubmissionSize);
        _ = LinuxRing.Unmap(_queues, _queuesLength);
        _ = LinuxSocket.Close(_ring);
    }

    /// <summary>Octets of the two queues, which lie in one mapping.</summary>
    private static nint LengthOf(uint* parameters)
    {
        uint* submissionOffsets = parameters + 10, completionOffsets = parameters + 20;
        return (nint)Math.Max(
            submissionOffsets[6] + (parameters[0] * sizeof(uint)), completionOffsets[5] + (parameters[1] * LinuxRing.CompletionSize));
    }

    private void Add(byte operation, int socket, byte* buffer, int length, int flags, int index)
    {
        uint tail = *_tail;
        byte* submission = _submissions + ((tail % Size) * LinuxRing.SubmissionSize);
        new Span<byte>(submission, LinuxRing.SubmissionSize).Clear();
        submission[0] = operation;
        *(int*)(submission + 4) = socket;
        *(byte**)(submission + 16) = buffer;
        *(int*)(submission + 24) = length;
        *(int*)(submission + 28) = flags;
        *(long*)(submission + 32) = index;
        Volatile.Write(ref *_tail, tail + 1);
        _count++;
    }

    private int Take(Span<int> results)
    {
        uint head = *_completionHead, tail = Volatile.Read(ref *_completionTail);
        int taken = (int)(tail - head);
        for (; head != tail; head++)
        {
            byte* completion = _completions + ((head & _completionMask) * LinuxRing.CompletionSize);
            int result = *(int*)(completion + 8);
            results[(int)*(long*)completion] = result == -LinuxSocket.Eintr ? NotMade : result;
        }

        Volatile.Write(ref *_completionHead, head);
        return taken;
    }
}
