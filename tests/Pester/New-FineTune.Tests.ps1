BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
    $script:Train = New-TrainingFile TestDrive:/train.jsonl
    $script:Valid = New-TrainingFile TestDrive:/valid.jsonl 12
}

Describe 'New-FineTune' {
    BeforeEach {
        $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive (New-Guid))
    }

    AfterEach {
        Get-FineTuneConnection | Disconnect-FineTune
    }

    It 'uploads a file and starts a job' {
        $job = New-FineTune $Train -Model local-baseline -Suffix triage -Epochs 2 -Seed 7 `
            -Metadata @{ team = 'support' }
        $job | Should -BeOfType OpenAIFineTune.FineTuneJob
        $job.Id | Should -BeLike 'ftjob-*'
        $job.Suffix | Should -Be 'triage'
        $job.Seed | Should -Be 7
        $job.Hyperparameters['n_epochs'] | Should -Be 2
        $job.Metadata['team'] | Should -Be 'support'
        (Get-FineTuneFile $job.TrainingFile).FileName | Should -Be 'train.jsonl'
    }

    It 'takes both files and the format of a data set by property name' {
        $data = [pscustomobject]@{
            TrainingFile   = $Train
            ValidationFile = $Valid
            Separator      = "`n`n###`n`n"
            StopSequence   = ' END'
        }
        $job = $data | New-FineTune -Model local-baseline
        (Get-FineTuneFile $job.ValidationFile).FileName | Should -Be 'valid.jsonl'
        $job.Metadata['finetune_separator'] | Should -Be "`n`n###`n`n"
        $job.Metadata['finetune_stop'] | Should -Be ' END'
    }

    It 'takes files of the disk, uploaded files and ids' {
        $file = Send-FineTuneFile $Train
        ($file | New-FineTune -Model local-baseline).TrainingFile | Should -Be $file.Id
        (New-FineTune $file.Id -Model local-baseline -Epochs 2).TrainingFile | Should -Be $file.Id
        (Get-Item $Train | New-FineTune -Model local-baseline -Epochs 3).Id | Should -BeLike 'ftjob-*'
    }

    It 'resolves a path of a PowerShell drive, with brackets in its name' {
        $null = New-TrainingFile 'TestDrive:/odd.jsonl'
        Move-Item -LiteralPath TestDrive:/odd.jsonl 'TestDrive:/a [1].jsonl'
        (New-FineTune 'TestDrive:/a [1].jsonl').Status.Stage | Should -Not -Be 'Failed'
    }

    It 'sends nothing under -WhatIf' {
        New-FineTune $Train -Model local-baseline -WhatIf | Should -BeNullOrEmpty
        Get-FineTuneFile | Should -BeNullOrEmpty
        Get-FineTune | Should -BeNullOrEmpty
    }

    It 'says which path does not exist' {
        New-FineTune ./none.jsonl -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'PathNotFound,OpenAIFineTune.Commands.NewFineTuneCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be './none.jsonl'
    }

    It 'refuses <Name> before anything is uploaded' -ForEach @(
        @{ Name = 'no epochs'; Setting = @{ Epochs = 0 }; Target = 'Epochs' }
        @{ Name = 'half an epoch'; Setting = @{ Epochs = 1.5 }; Target = 'Epochs' }
        @{ Name = 'an empty suffix'; Setting = @{ Suffix = '' }; Target = 'Suffix' }
        @{ Name = 'a long suffix'; Setting = @{ Suffix = 'x' * 65 }; Target = 'Suffix' }
        @{ Name = 'a negative seed'; Setting = @{ Seed = -1 }; Target = 'Seed' }
        @{ Name = 'a long note'; Setting = @{ Metadata = @{ a = 'x' * 513 } }; Target = 'Metadata' }
        @{ Name = 'beta without Dpo'; Setting = @{ Beta = 0.1 }; Target = 'Beta' }
        @{ Name = 'a run without a project'; Setting = @{ WeightsAndBiasesName = 'r' }; Target = 'WeightsAndBiasesProject' }
        @{ Name = 'reinforcement without a grader'; Setting = @{ Method = 'Reinforcement' }; Target = 'Grader' }
    ) {
        New-FineTune $Train @Setting -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'InvalidSetting,OpenAIFineTune.Commands.NewFineTuneCommand'
        $failure[0].TargetObject | Should -Be $Target
        Get-FineTuneFile | Should -BeNullOrEmpty
    }

    It 'refuses a word that is no number' {
        { New-FineTune $Train -Epochs many } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'refuses an object that is no training data' {
        Get-Process -Id $PID | New-FineTune -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotTrainingData,OpenAIFineTune.Commands.NewFineTuneCommand'
    }

    It 'gives one error for many rows, and goes on with what is data' {
        $rows = 1..5 | ForEach-Object { [pscustomobject]@{ Question = "q$_"; Team = 'a' } }
        $job = @($rows; Get-Item $Train) | New-FineTune -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure.Count | Should -Be 1
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*ConvertTo-FineTuneJsonl*'
        $job.Id | Should -BeLike 'ftjob-*'
    }

    It 'takes the validation file of a data set and of a job' {
        $data = [OpenAIFineTune.FineTuneDataset]@{ TrainingFile = $Train; ValidationFile = $Valid }
        $job = New-FineTune $Train -ValidationFile $data
        (Get-FineTuneFile $job.ValidationFile).FileName | Should -Be 'valid.jsonl'
        (New-FineTune $Train -ValidationFile $job -Epochs 2).ValidationFile | Should -Be $job.ValidationFile
        (New-FineTune $Train -ValidationFile TestDrive:/valid.jsonl -Epochs 3).ValidationFile | Should -Be $job.ValidationFile
    }

    It 'goes with a data set that -WhatIf did not write' {
        $rows = 1..12 | ForEach-Object { [pscustomobject]@{ Question = "q$_"; Team = ('a', 'b')[$_ % 2] } }
        $rows | ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath TestDrive:/none -WhatIf |
            New-FineTune -WhatIf -ErrorVariable failure
        $failure | Should -BeNullOrEmpty
    }

    It 'uploads no file that is no training data, unless it is told to' {
        "Question,Team`nWhere?,billing" | Set-Content TestDrive:/tickets.csv
        New-FineTune TestDrive:/tickets.csv -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'InvalidExample,OpenAIFineTune.Commands.NewFineTuneCommand'
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*ConvertTo-FineTuneJsonl*'
        Get-FineTuneFile | Should -BeNullOrEmpty
        (New-FineTune TestDrive:/tickets.csv -SkipDataCheck).Id | Should -BeLike 'ftjob-*'
    }

    It 'takes the short names of the old command line' {
        (New-FineTune -t $Train -v $Valid -m local-baseline).Model | Should -Be 'local-baseline'
    }

    It 'gives the job that is there with -ReuseExisting, and another for other settings' {
        $first = New-FineTune $Train -Suffix one
        (New-FineTune $Train -Suffix one -ReuseExisting).Id | Should -Be $first.Id
        (New-FineTune $Train -Suffix two -ReuseExisting).Id | Should -Not -Be $first.Id
        @(Get-FineTune).Count | Should -Be 2
    }
}

Describe 'New-FineTune without a connection' {
    It 'ends with an error that names the ways to make one' {
        { New-FineTune $Train -Model m -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
    }
}

Describe 'New-FineTune at a service' {
    BeforeAll {
        $script:Service = Start-ScriptedService {
            param($asked, $body, $state)
            switch -Regex ($asked) {
                '^POST files' { return @{ id = 'file-up'; filename = 'train.jsonl'; purpose = 'fine-tune' } }
                '^DELETE files' { return @{ id = 'file-up'; deleted = $true } }
                '^GET models/' { return @{ id = 'gpt-4.1'; shutdown_date = '2027-01-14' } }
                '^POST fine_tuning/jobs$' {
                    $state.Body = $body
                    if ($state.Refusal) { return $state.Refusal }
                    return @{ id = 'ftjob-1'; status = 'queued'; model = 'gpt-4.1' }
                }
                default { return @{ object = 'list'; data = @(); has_more = $false } }
            }
        }
        $null = Connect-FineTune -Provider Compatible -BaseUri $Service.Uri -ApiKey 'key' -MaxRetry 0
    }

    AfterAll {
        Get-FineTuneConnection | Disconnect-FineTune
        Stop-ScriptedService $Service
    }

    BeforeEach {
        $Service.Requests.Clear()
        $Service.State.Clear()
    }

    It 'sends everything that a job can be asked for with' {
        $grader = @{ type = 'string_check'; name = 'g'; operation = 'eq'; input = '{{a}}'; reference = '{{b}}' }
        $null = New-FineTune file-1 -ValidationFile file-2 -Model gpt-4.1 -Method Reinforcement -Grader $grader `
            -ReasoningEffort low -ComputeMultiplier auto -EvalInterval 5 `
            -WeightsAndBiasesProject p -WeightsAndBiasesTag a, b -WarningAction Ignore
        $body = $Service.State.Body | ConvertFrom-Json
        $body.method.type | Should -Be 'reinforcement'
        $body.method.reinforcement.grader.type | Should -Be 'string_check'
        $body.method.reinforcement.hyperparameters.reasoning_effort | Should -Be 'low'
        $body.method.reinforcement.hyperparameters.compute_multiplier | Should -Be 'auto'
        $body.method.reinforcement.hyperparameters.eval_interval | Should -Be 5
        $body.integrations[0].wandb.project | Should -Be 'p'
        $body.integrations[0].wandb.tags | Should -Be 'a', 'b'
        $body.metadata.finetune_request | Should -Not -BeNullOrEmpty
        $body.validation_file | Should -Be 'file-2'
    }

    It 'leaves the lines of <_> to their grader' -ForEach 'Reinforcement', 'reinforcement' {
        Set-Content TestDrive:/tasks.jsonl '{"messages":[{"role":"user","content":"q"}]}'
        $grader = @{ type = 'string_check'; name = 'g'; operation = 'eq'; input = '{{a}}'; reference = '{{b}}' }
        New-FineTune TestDrive:/tasks.jsonl -Model gpt-4.1 -Method $_ -Grader $grader -ErrorAction SilentlyContinue -WarningAction Ignore
        $Service.Requests | Should -Contain 'POST files' -Because 'they were sent without a check'
    }

    It 'trains a data set of preferences by DPO, unless -Method says otherwise' {
        $rows = 1..3 | ForEach-Object {
            [pscustomobject]@{ Prompt = "Question $_?"; Good = "Yes, number $_."; Bad = "No." }
        }
        $data = $rows | ConvertTo-FineTuneJsonl -OutputPath "TestDrive:/choices.jsonl" -PromptProperty Prompt `
            -PreferredProperty Good -NonPreferredProperty Bad -WarningAction Ignore
        $null = $data | New-FineTune -Model gpt-4.1 -Beta 0.2 -WarningAction Ignore
        $body = $Service.State.Body | ConvertFrom-Json
        $body.method.type | Should -Be 'dpo'
        $body.method.dpo.hyperparameters.beta | Should -Be 0.2
        $null = $data | New-FineTune -Model gpt-4.1 -Method Supervised -WarningAction Ignore
        ($Service.State.Body | ConvertFrom-Json).method.type | Should -Be 'supervised'
    }

    It 'warns of the day on which the service switches the model off' {
        $null = New-FineTune file-1 -Model gpt-4.1 -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike '*2027-01-14*'
    }

    It 'explains that a service takes no jobs any more, and deletes what was uploaded' {
        $Service.State.Refusal = @{ HttpStatus = 403; Body = @{ error = @{
                    message = 'OpenAI is winding down'; type = 'invalid_request_error'; code = 'training_not_available' } } }
        New-FineTune $Train -Model gpt-4.1 -WarningAction Ignore `
            -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'TrainingNotAvailable,OpenAIFineTune.Commands.NewFineTuneCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        "$($failure[0])" | Should -BeLike '*2027-01-06*'
        $Service.Requests | Should -Contain 'DELETE files/file-up'
    }

    It 'keeps the uploaded file with -RemoveOrphan:$false, and names it' {
        $Service.State.Refusal = @{ HttpStatus = 403; Body = @{ error = @{ message = 'no'; code = 'training_not_available' } } }
        New-FineTune $Train -Model gpt-4.1 -RemoveOrphan:$false -WarningAction Ignore `
            -ErrorAction SilentlyContinue -ErrorVariable failure
        "$($failure[0])" | Should -BeLike '*file-up*'
        $Service.Requests | Should -Not -Contain 'DELETE files/file-up'
    }

    It 'tells the history of a retired model when the service refuses it' {
        $Service.State.Refusal = @{ HttpStatus = 404; Body = @{ error = @{ message = 'no such model'; code = 'model_not_found' } } }
        New-FineTune file-1 -Model davinci -WarningAction Ignore `
            -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.NewFineTuneCommand'
        "$($failure[0])" | Should -BeLike '*2024-01-04*'
    }
}
