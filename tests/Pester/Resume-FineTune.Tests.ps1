BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
    $script:Service = Start-JobActionService -Act resume -Before paused -After running
    $null = Connect-FineTune -Provider Compatible -BaseUri $Service.Uri -ApiKey 'key' -MaxRetry 0
}

AfterAll {
    Get-FineTuneConnection | Disconnect-FineTune
    Stop-ScriptedService $Service
}

Describe 'Resume-FineTune' {
    BeforeEach {
        $Service.Requests.Clear()
    }

    It 'asks the service for it, and writes nothing' {
        Resume-FineTune ftjob-1 | Should -BeNullOrEmpty
        $Service.Requests | Should -Be 'POST fine_tuning/jobs/ftjob-1/resume'
    }

    It 'writes the job with -PassThru' {
        (Get-FineTune ftjob-1 | Resume-FineTune -PassThru).Status | Should -Be 'running'
    }

    It 'sends nothing under -WhatIf' {
        Resume-FineTune ftjob-1 -WhatIf
        $Service.Requests.Count | Should -Be 0
    }

    It 'goes on with the others when one is unknown' {
        'ftjob-none', 'ftjob-2' | Resume-FineTune -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.ResumeFineTuneCommand'
        $failure[0].TargetObject | Should -Be 'ftjob-none'
        $Service.Requests | Should -Contain 'POST fine_tuning/jobs/ftjob-2/resume'
    }
}
